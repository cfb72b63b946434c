import { keyOf } from "./label.ts";
import type { Template, TemplateRow } from "./template.ts";

/**
 * Which row of a form a line of values belongs to, where labels are broken over lines and stand beside the pieces of
 * group labels. The pieces of one label are the last ones of lines that follow each other, the values' line among them:
 *
 *   （六）其   1.申请人无正当理由逾期不补正、行政机     67  3  0  0  1  0  71
 *   他处理    关不再处理其政府信息公开申请
 *
 * A label counts when its pieces are the whole label, every piece before them belongs to a group of its row, and what
 * stands next to it does not go on to a longer label of the form.
 */

/** The words of a line, in pieces parted by spaces. */
export type Words = readonly string[];

export interface LineLabel {
  /** Several where one label stands under several groups. */
  readonly rows: readonly TemplateRow[];
  readonly printed: string;
  /** No piece of it stands on the line of the values. */
  readonly apart: boolean;
  /** How many lines of it stand above its values, and how many below. */
  readonly above: number;
  readonly below: number;
}

/** An enumerator broken before its end: 其中：1 of 其中：1、网站公开. */
const OPEN_ENUMERATOR = /[（(]?[\d一二三四五六七八九十]{1,3}$/;
/** What numbers the next label is no note of this one. */
const NEXT_ENUMERATOR = /[（(][\d一二三四五六七八九十]{1,3}[)）]$/;
/** What begins so is the rest of something. */
const GOES_ON = /^[、，,。；;）)]/;
/** Labels of more lines than this are none. */
const MOST_LINES = 5;
const PUNCTUATION = /[、,.;:!?"'“”‘’《》〈〉「」『』【】[\]·•/\\\-—–_*()。]/g;
const fold = (text: string): string => text.normalize("NFKC").replace(PUNCTUATION, "");

export class LabelIndex {
  readonly byKey = new Map<string, TemplateRow[]>();
  private readonly labels: readonly string[];
  private readonly prefixes = new Set<string>();

  /** The rows of a form that `isDue` picks. */
  constructor(
    private readonly template: Template,
    isDue: (row: TemplateRow) => boolean,
  ) {
    for (const row of template.rows) {
      if (!isDue(row)) continue;
      for (const key of row.leafKeys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), row]);
    }
    this.labels = template.rows.flatMap((row) => row.leafKeys);
    for (const key of this.byKey.keys())
      for (let size = 0; size <= key.length; size++) this.prefixes.add(key.slice(0, size));
  }

  begins(text: string): boolean {
    return [text, text.replace(OPEN_ENUMERATOR, "")].some((part) => this.prefixes.has(keyOf(part).full));
  }

  whole(text: string): readonly TemplateRow[] {
    if (NEXT_ENUMERATOR.test(text) || GOES_ON.test(text)) return [];
    const key = keyOf(text);
    return this.byKey.get(key.full) ?? this.byKey.get(key.bare) ?? [];
  }

  /** Whether the text is a part of a label, of any row of the form, that is longer. */
  isWithin(text: string): boolean {
    const { full } = keyOf(text);
    return full !== "" && this.labels.some((label) => label.length > full.length && label.includes(full));
  }

  /** Whether a piece belongs to a group of the row, or says nothing. */
  explains(piece: string, { row, block }: TemplateRow): boolean {
    const folded = fold(piece);
    const key = keyOf(piece).full;
    if (folded === "" || key === "") return true;
    const heading = this.template.table.blocks[block]?.heading;
    const groups = [...row.path.slice(0, -1), ...(heading === undefined ? [] : [heading])];
    const texts = groups.flatMap((label) => [label.zh, ...(label.aliases ?? [])].map(fold));
    return texts.some((text) => text.includes(folded) || text.includes(key));
  }
}

interface Hit {
  readonly rows: readonly TemplateRow[];
  readonly printed: string;
  readonly first: number;
  readonly last: number;
  readonly apart: boolean;
}

/** Labels made of the ends of lines from `first` on, the line `own` among them. */
function listHits(lines: readonly Words[], own: number, index: LabelIndex): Hit[] {
  const hits: Hit[] = [];
  const extend = (
    at: number,
    printed: string,
    first: number,
    left: readonly string[],
    apart: boolean,
  ): void => {
    if (at > own && printed !== "") {
      const rows = index.whole(printed).filter((row) => left.every((piece) => index.explains(piece, row)));
      if (rows.length > 0) hits.push({ rows, printed, first, last: at - 1, apart });
    }
    const line = lines[at];
    if (line === undefined || !index.begins(printed)) return;
    for (let from = 0; from <= line.length; from++) {
      const taken = line.slice(from);
      // A line below the values that adds nothing ends the label above it.
      if (at > own && taken.length === 0) continue;
      const isApart = at === own ? taken.length === 0 : apart;
      extend(at + 1, printed + taken.join(""), first, [...left, ...line.slice(0, from)], isApart);
    }
  };
  for (let first = 0; first <= own; first++) {
    const line = lines[first] ?? [];
    for (let from = 0; from < line.length; from++)
      extend(first + 1, line.slice(from).join(""), first, line.slice(0, from), first !== own);
  }
  return hits;
}

/** Whether words right before or behind a label go on with it to a longer one. */
function goesOn(hit: Hit, lines: readonly Words[], index: LabelIndex): boolean {
  const above = lines[hit.first - 1] ?? [];
  const below = lines[hit.last + 1] ?? [];
  const before = above.map((_, from) => above.slice(from).join("") + hit.printed);
  const behind = below.map((_, from) => hit.printed + below.slice(from).join(""));
  return [...before, ...behind].some((text) => index.isWithin(text));
}

/**
 * The label of the values on a line. `above` and `below` are the lines of words next to it as far as the next values,
 * in the order of the text; `own` the words before the values.
 */
export function findLineLabel(
  own: Words,
  above: readonly Words[],
  below: readonly Words[],
  index: LabelIndex,
): LineLabel | undefined {
  const near = above.slice(-MOST_LINES);
  const lines = [...near, own, ...below.slice(0, MOST_LINES)];
  const hits = listHits(lines, near.length, index).filter((hit) => !goesOn(hit, lines, index));
  const longest = Math.max(0, ...hits.map((hit) => keyOf(hit.printed).full.length));
  // Of a label with and without what numbers it the one with its own number and without that of the next.
  const [best, ...rest] = hits
    .filter((hit) => keyOf(hit.printed).full.length === longest)
    .sort((one, other) => one.last - other.last || one.first - other.first);
  if (best === undefined || rest.some((hit) => hit.rows.some((row) => !best.rows.includes(row))))
    return undefined;
  return {
    rows: best.rows,
    printed: best.printed,
    apart: best.apart,
    above: near.length - best.first,
    below: best.last - near.length,
  };
}
