/**
 * How often a PDF file has its form XObjects painted (ISO 32000-1, 8.10). A form may paint others, each of them several
 * times: twelve levels of ten are a file of 2 KB and a million million paints, none of which a parser leaves out.
 */

/** Paints of one page; a report has some dozen. */
const MOST_PAINTS = 200_000;
/** No program nests deeper. */
const DEEPEST = 30;
const MOST_OBJECTS = 500_000;

const NAME = "[^\\s/<>\\[\\]()%{}]+";
const PAINT = new RegExp(`/(${NAME})\\s+Do\\b`, "g");
const NAMED = new RegExp(`/(${NAME})\\s+(\\d{1,10})\\s+\\d{1,5}\\s+R\\b`, "g");
const FORM = /\/Subtype\s*\/Form\b/;

/** An indirect object: the text before its stream, if it has one, and what the stream paints by name. */
export interface PdfObject {
  readonly text: string;
  readonly paints: ReadonlyMap<string, number>;
}

const OBJECT = /(\d{1,10})\s+\d{1,5}\s+obj\b/g;
const HEADER = /^[\d\s]*/;
const NO_PAINTS: PdfObject["paints"] = new Map();

/** Objects without a stream, in the text between two streams. */
export function* listObjects(text: string): Generator<readonly [number, PdfObject]> {
  let open: { readonly number: number; readonly from: number } | undefined;
  for (const { 0: begin, 1: number, index } of text.matchAll(OBJECT)) {
    if (open !== undefined) yield [open.number, { text: text.slice(open.from, index), paints: NO_PAINTS }];
    open = { number: Number(number), from: index + begin.length };
  }
  if (open !== undefined) yield [open.number, { text: text.slice(open.from), paints: NO_PAINTS }];
}

/** Objects packed in an object stream (7.5.7): pairs of number and offset, then the objects in that order. */
export function* listPacked(text: string): Generator<readonly [number, PdfObject]> {
  const header = HEADER.exec(text)?.[0] ?? "";
  const numbers = header.trim().split(/\s+/).map(Number);
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [number = 0, from = 0, , to = text.length] = numbers.slice(at, at + 4);
    if (to < from) return;
    yield [number, { text: text.slice(header.length + from, header.length + to), paints: NO_PAINTS }];
  }
}

/** Both as one: a number given twice may mean either. */
export function mergeObjects(one: PdfObject | undefined, other: PdfObject): PdfObject {
  if (one === undefined) return other;
  const paints = new Map(one.paints);
  for (const [name, count] of other.paints) paints.set(name, (paints.get(name) ?? 0) + count);
  return { text: `${one.text}\n${other.text}`, paints };
}

/** Counts the `Do` operators of a content stream by the name they paint. */
export function countPaints(content: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, name = ""] of content.matchAll(PAINT)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Text of the dictionary under a key: in place or elsewhere in the file. */
function under(key: string, text: string, objects: ReadonlyMap<number, PdfObject>): string {
  const at = text.search(new RegExp(`/${key}\\b`));
  if (at === -1) return "";
  const rest = text.slice(at + key.length + 1);
  const elsewhere = /^\s*(\d{1,10})\s+\d{1,5}\s+R\b/.exec(rest)?.[1];
  return elsewhere === undefined ? rest : (objects.get(Number(elsewhere))?.text ?? "");
}

function push(named: Map<string, number[]>, name: string, number: number): void {
  const numbers = named.get(name);
  if (numbers === undefined) named.set(name, [number]);
  else numbers.push(number);
}

/** Numbers of the objects that a text names; the parser leaves a form out that it finds in itself. */
function namesIn(text: string, self?: number): ReadonlyMap<string, readonly number[]> {
  const named = new Map<string, number[]>();
  for (const [, name = "", number] of text.matchAll(NAMED))
    if (Number(number) !== self) push(named, name, Number(number));
  return named;
}

/** Whether the page contents and forms of a file paint more than any document does, or without end. */
export function paintsTooMuch(objects: ReadonlyMap<number, PdfObject>): boolean {
  if (objects.size > MOST_OBJECTS) return false;
  const forms = [...objects].filter(([, { text }]) => FORM.test(text));
  if (forms.length === 0) return false;
  const known = new Map<number, number>();
  const paintsOf = (number: number, depth: number): number => {
    const object = objects.get(number);
    if (object === undefined || !FORM.test(object.text)) return 1;
    const before = known.get(number);
    if (before !== undefined) return before;
    // A form that is met again before it is counted paints itself through others, of which there may be many ways.
    known.set(number, Number.POSITIVE_INFINITY);
    if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
    const own = namesIn(under("XObject", under("Resources", object.text, objects), objects), number);
    const count = sumOf(object.paints, own, depth);
    known.set(number, count);
    return count;
  };
  const sumOf = (
    paints: PdfObject["paints"],
    named: ReadonlyMap<string, readonly number[]>,
    depth: number,
  ): number => {
    let sum = 1;
    for (const [name, count] of paints) {
      let most = 1;
      for (const number of named.get(name) ?? []) most = Math.max(most, paintsOf(number, depth + 1));
      sum += count * most;
    }
    return sum;
  };
  // Which resources a page's contents have is not followed: every object of a name may be meant.
  const everywhere = new Map<string, number[]>();
  for (const [, { text }] of objects) {
    if (!text.includes(" R")) continue;
    for (const [name, numbers] of namesIn(text))
      for (const number of numbers)
        if (FORM.test(objects.get(number)?.text ?? "")) push(everywhere, name, number);
  }
  return [...objects.values()].some(
    ({ paints, text }) => !FORM.test(text) && paints.size > 0 && sumOf(paints, everywhere, 0) > MOST_PAINTS,
  );
}
