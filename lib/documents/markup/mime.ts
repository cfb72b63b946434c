/**
 * Messages of many parts without trust (RFC 2045 to 2047, RFC 2557): headers, transfer encodings, parts within parts.
 * A boundary that the head does not name, or that the cut end of a file lacks, is made out from what is there.
 */

export interface MimePart {
  /** Names in lower case, values unfolded; the first of several counts. */
  readonly headers: ReadonlyMap<string, string>;
  /** `text/html`; `text/plain` where nothing is said. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Bytes with the transfer encoding undone; empty for a part that has parts. */
  readonly bytes: Uint8Array;
  readonly parts: readonly MimePart[];
  /** The last part has no end. */
  readonly cut: boolean;
}

const DEEPEST_PART = 8;
const MOST_PARTS = 2000;
const MOST_HEADERS = 200;
const NOTHING = new Uint8Array();

/** Bytes as text of one character each, so that positions are positions of bytes. */
const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");

const HEADER = /^([\w-]+)[ \t]*:[ \t]*(.*)$/;

/** Headers up to the first line that is none, and where the body begins. */
function readHeaders(text: string): { readonly headers: Map<string, string>; readonly body: number } {
  const headers = new Map<string, string>();
  let at = 0;
  let name: string | undefined;
  for (let count = 0; at < text.length && count < MOST_HEADERS; count++) {
    const end = text.indexOf("\n", at);
    const next = end === -1 ? text.length : end + 1;
    const line = text.slice(at, next).replace(/\r?\n$/, "");
    if (line.trim() === "") {
      at = next;
      if (headers.size > 0) break;
      continue;
    }
    const header = HEADER.exec(line);
    if (/^[ \t]/.test(line) && name !== undefined)
      headers.set(name, `${headers.get(name) ?? ""} ${line.trim()}`);
    else if (header === null) break;
    else {
      name = (header[1] ?? "").toLowerCase();
      if (!headers.has(name)) headers.set(name, header[2] ?? "");
    }
    at = next;
  }
  return { headers, body: at };
}

const PARAMETER = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g;

function readType(header: string): { readonly type: string; readonly parameters: Map<string, string> } {
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(header.trim())?.[0].toLowerCase() ?? "text/plain";
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of header.matchAll(PARAMETER))
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain);
  return { type, parameters };
}

/** A code cut short at the end is none. */
const QUOTED = /=(?:([\dA-Fa-f]{2})|[ \t]*\r?\n|[\dA-Fa-f]?$)/g;

function decodeQuoted(text: string): Uint8Array {
  const plain = text
    .replace(/[ \t]+(?=\r?\n)/g, "")
    .replace(QUOTED, (_, hex) => (hex === undefined ? "" : String.fromCharCode(Number.parseInt(hex, 16))));
  return Buffer.from(plain, "latin1");
}

function decodeBody(text: string, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case "base64":
      return Buffer.from(text.replace(/[^\w+/=-]/g, ""), "base64");
    case "quoted-printable":
      return decodeQuoted(text);
    default:
      return Buffer.from(text, "latin1");
  }
}

/** The line that parts the body where the head names none: two dashes, and headers below. */
const UNNAMED = /^--([^\s-][^\r\n]{0,200}|-[^\r\n]{1,200}?)[ \t]*\r?\n(?:[\w-]+:[^\r\n]*\r?\n)/m;

function splitParts(body: string, boundary: string): { readonly texts: string[]; readonly cut: boolean } {
  const line = `--${boundary}`;
  const texts: string[] = [];
  let start: number | undefined;
  let at = 0;
  while (texts.length < MOST_PARTS) {
    const found = body.indexOf(line, at);
    if (found === -1) break;
    at = found + line.length;
    if (found > 0 && body[found - 1] !== "\n") continue;
    const closing = body.startsWith("--", at);
    const rest = /^(?:--)?[ \t]*(?:\r?\n|$)/.exec(body.slice(at, at + 80))?.[0];
    if (rest === undefined) continue;
    if (start !== undefined) texts.push(body.slice(start, found).replace(/\r?\n$/, ""));
    if (closing) return { texts, cut: false };
    start = at + rest.length;
    at = start;
  }
  if (start !== undefined && texts.length < MOST_PARTS) texts.push(body.slice(start));
  return { texts, cut: true };
}

class MimeReader {
  private parts = 0;

  read(text: string, depth: number): MimePart {
    this.parts++;
    const { headers, body } = readHeaders(text);
    const { type, parameters } = readType(headers.get("content-type") ?? "");
    const content = text.slice(body);
    const named = parameters.get("boundary");
    const isMany = type.startsWith("multipart/") || depth === 0;
    const found = isMany && depth < DEEPEST_PART ? this.split(content, named) : undefined;
    if (found === undefined) {
      const encoding = headers.get("content-transfer-encoding") ?? "";
      return { headers, type, parameters, bytes: decodeBody(content, encoding), parts: [], cut: false };
    }
    const parts: MimePart[] = [];
    for (const part of found.texts) if (this.parts < MOST_PARTS) parts.push(this.read(part, depth + 1));
    const cut = found.cut || parts.some((part) => part.cut);
    return { headers, type, parameters, bytes: NOTHING, parts, cut };
  }

  private split(content: string, named: string | undefined) {
    const known = named === undefined ? undefined : splitParts(content, named);
    if (known !== undefined && known.texts.length > 0) return known;
    const unnamed = UNNAMED.exec(content)?.[1];
    const guessed = unnamed === undefined ? undefined : splitParts(content, unnamed);
    return guessed !== undefined && guessed.texts.length > 0 ? guessed : undefined;
  }
}

/** Never throws for what the bytes hold. */
export function readMime(bytes: Uint8Array): MimePart {
  return new MimeReader().read(latin1(bytes), 0);
}

/** Every part without parts, in the order of the message. */
export function listLeaves(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(listLeaves);
}

const ENCODED_WORD = /=\?([\w-]+)(?:\*[\w-]*)?\?([BbQq])\?([^?\s]*)\?=(?:\s+(?==\?))?/g;

/** A header's encoded words (RFC 2047); `decode` turns bytes of the named charset into text. */
export function decodeHeader(value: string, decode: (bytes: Uint8Array, charset: string) => string): string {
  return value.replace(ENCODED_WORD, (_, charset: string, kind: string, text: string) =>
    decode(/b/i.test(kind) ? Buffer.from(text, "base64") : decodeQuoted(text.replaceAll("_", " ")), charset),
  );
}
