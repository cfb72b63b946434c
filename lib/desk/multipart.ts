/**
 * Forms with files (RFC 7578), part by part as they arrive: a folder of files never stands in memory. What is left of
 * the body of a part is passed over when the next is asked for. Throws `BrokenForm` where the form ends early, the
 * connection breaks, or it is no form.
 */
export interface Part {
  readonly name: string;
  /** Of a file. */
  readonly fileName?: string;
  readonly body: AsyncIterable<Uint8Array>;
}

export class BrokenForm extends Error {}

const LONGEST_HEAD = 16 * 1024;
const LONGEST_BOUNDARY = 70;
const NEW_LINE = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");

export function findBoundary(contentType: string | null): string | undefined {
  const found = /^multipart\/form-data;.*\bboundary=(?:"(?<quoted>[^"]+)"|(?<plain>[^\s;]+))/i.exec(
    contentType ?? "",
  );
  const boundary = found?.groups?.quoted ?? found?.groups?.plain;
  return boundary !== undefined && boundary.length <= LONGEST_BOUNDARY ? boundary : undefined;
}

/** Bytes that have arrived and were not taken yet. */
interface Source {
  held: Buffer;
  /** Whether the body of the part that was given last is used up. */
  isBetween: boolean;
  readonly fill: () => Promise<boolean>;
}

function openSource(stream: AsyncIterable<Uint8Array>): Source {
  const chunks = stream[Symbol.asyncIterator]();
  // The first delimiter, too, is taken to stand on a line of its own.
  const source: Source = {
    held: NEW_LINE,
    isBetween: false,
    fill: async () => {
      const { value, done } = await chunks.next().catch(() => {
        throw new BrokenForm("The connection broke");
      });
      if (done) return false;
      source.held = Buffer.concat([source.held, value]);
      return true;
    },
  };
  return source;
}

function take(source: Source, length: number): Buffer {
  const taken = source.held.subarray(0, length);
  source.held = source.held.subarray(length);
  return taken;
}

async function* readBody(source: Source, delimiter: Buffer): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const at = source.held.indexOf(delimiter);
    if (at >= 0) {
      if (at > 0) yield take(source, at);
      take(source, delimiter.length);
      source.isBetween = true;
      return;
    }
    // The end of what is held may be the beginning of the delimiter.
    const safe = source.held.length - delimiter.length + 1;
    if (safe > 0) yield take(source, safe);
    if (!(await source.fill())) throw new BrokenForm("The form ends within a part");
  }
}

async function readHead(source: Source): Promise<string | undefined> {
  while (source.held.length < 2) if (!(await source.fill())) throw new BrokenForm("The form has no end");
  if (source.held.subarray(0, 2).toString("latin1") === "--") return undefined;
  for (;;) {
    const at = source.held.indexOf(HEAD_END);
    if (at >= 0) {
      const head = take(source, at).toString("utf8");
      take(source, HEAD_END.length);
      return head;
    }
    if (source.held.length > LONGEST_HEAD || !(await source.fill()))
      throw new BrokenForm("A part without an end of its head");
  }
}

/** Browsers write a quotation mark as %22, and line ends as %0D and %0A. */
function parameterOf(head: string, parameter: string): string | undefined {
  const found = new RegExp(
    `^content-disposition:[^\\n]*;\\s*${parameter}="(?<value>[^"\\r\\n]*)"`,
    "im",
  ).exec(head);
  return found?.groups?.value?.replace(/%(22|0D|0A)/g, (escaped) => decodeURIComponent(escaped));
}

export async function* readParts(
  stream: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Part, void> {
  const source = openSource(stream);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // What stands before the first part says nothing.
  for await (const _ of readBody(source, delimiter));
  for (;;) {
    const head = await readHead(source);
    if (head === undefined) return;
    const name = parameterOf(head, "name");
    if (name === undefined) throw new BrokenForm("A part without a name");
    const fileName = parameterOf(head, "filename");
    source.isBetween = false;
    yield { name, ...(fileName === undefined ? {} : { fileName }), body: readBody(source, delimiter) };
    if (!source.isBetween) for await (const _ of readBody(source, delimiter));
  }
}
