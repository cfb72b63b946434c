/**
 * The strings that a script writes out, without running it (ECMA-262, 12.9.4 and 12.9.6). Strings joined by `+`, added
 * with `+=` or written one after the other are one text; what is computed between them is not known and stands as
 * U+FFFD, so that a figure from a variable is never taken for an empty cell.
 *
 *   document.write("<td>"); document.write(n + "</td>")  →  "<td>\uFFFD</td>"
 */

interface Literal {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const UNKNOWN = "\uFFFD";
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "",
};
const ESCAPE = /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[\s\S]))/g;

function unescapeString(text: string): string {
  return text.replace(ESCAPE, (whole, point, unit, byte, sign) => {
    const hex = point ?? unit ?? byte;
    if (hex === undefined) return /[\r\n]/.test(sign) ? "" : (ESCAPES[sign] ?? sign);
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Where the string that opens at `from` closes; a string of one line ends with its line at the latest. */
function closeOf(script: string, from: number, quote: string): number | undefined {
  for (let at = from + 1; at < script.length; at++) {
    const sign = script[at];
    if (sign === "\\") at++;
    else if (sign === quote) return at;
    else if (sign === "\n" && quote !== "`") return undefined;
  }
  return undefined;
}

function listLiterals(script: string): Literal[] {
  const literals: Literal[] = [];
  for (let at = 0; at < script.length; at++) {
    const sign = script[at] ?? "";
    if (sign === "/" && script[at + 1] === "/") at = endOf(script, "\n", at);
    else if (sign === "/" && script[at + 1] === "*") at = endOf(script, "*/", at + 2) + 1;
    else if (sign === '"' || sign === "'" || sign === "`") {
      const close = closeOf(script, at, sign);
      if (close === undefined) continue;
      const raw = script.slice(at + 1, close);
      const known = sign === "`" ? raw.replace(/\$\{[^}]*\}/g, UNKNOWN) : raw;
      literals.push({ text: unescapeString(known), from: at, to: close + 1 });
      at = close;
    }
  }
  return literals;
}

function endOf(script: string, mark: string, from: number): number {
  const found = script.indexOf(mark, from);
  return found === -1 ? script.length : found;
}

const LONGEST_JOINT = 500;
const JOINED = /^\s*\+\s*$/;
const WRITTEN_ON =
  /^\s*\)?\s*;?\s*(?:(?:[\w$.]+)\s*\+=|document\s*\.\s*write(?:ln)?\s*\(|[\w$.]+\s*\.\s*(?:push|append)\s*\()\s*$/;
/** An expression between two strings, within one statement. */
const COMPUTED = /^\s*\+[^;{}"'`]{1,200}\+\s*$/;
const BEGUN =
  /^\s*\+?[^;{}"'`]{0,200}\)?\s*;?\s*(?:[\w$.]+\s*\+=|document\s*\.\s*write(?:ln)?\s*\()[^;{}"'`]{0,200}$/;

/** What stands between two strings that go on with each other; `undefined` where they do not. */
function between(code: string): string | undefined {
  if (code.length > LONGEST_JOINT) return undefined;
  if (JOINED.test(code) || WRITTEN_ON.test(code)) return "";
  return COMPUTED.test(code) || BEGUN.test(code) ? UNKNOWN : undefined;
}

/** In the order of the script. Never throws, also for what is no script. */
export function listScriptTexts(script: string): string[] {
  const texts: string[] = [];
  let last: Literal | undefined;
  for (const literal of listLiterals(script)) {
    const joint = last === undefined ? undefined : between(script.slice(last.to, literal.from));
    if (joint === undefined) texts.push(literal.text);
    else texts.push(`${texts.pop() ?? ""}${joint}${literal.text}`);
    last = literal;
  }
  return texts;
}
