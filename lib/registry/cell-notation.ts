/**
 * Several texts in one cell of a registry file, parted by `|`, and names with dates: `name@2014-01-01..2018-12-31`. A sign of
 * the notation that is part of a text stands behind a backslash, as the backslash itself does.
 */

const BETWEEN = "|";
const PART = /(?:\\[\\|｜@]|[^|｜])+/g;
const DATED = /^(?<name>(?:\\[\\|｜@]|[^@])*)(?:@(?<from>.*?)\.\.(?<to>.*))?$/s;

/** A text as it stands within a cell. */
export const guardText = (text: string): string => text.replace(/[\\|｜]/g, "\\$&");

/** The text that `guardText` or `printDated` guarded. */
export const bareText = (guarded: string): string => guarded.replace(/\\([\\|｜@])/g, "$1");

/** The texts of a cell, still guarded. */
export const partsOf = (cell: string): string[] =>
  (cell.match(PART) ?? []).map((part) => part.trim()).filter((part) => part !== "");

/** A cell of guarded texts. */
export const joinParts = (parts: readonly string[]): string => parts.join(BETWEEN);

/** A name with the days between which it was borne; an empty day is not known. */
export interface DatedText {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export function printDated({ name, from, to }: DatedText): string {
  const guarded = guardText(name).replaceAll("@", "\\@");
  return from === "" && to === "" ? guarded : `${guarded}@${guardText(from)}..${guardText(to)}`;
}

/** The name and days of a part; `undefined` where it is not written so. */
export function parseDated(part: string): DatedText | undefined {
  const { name, from, to } = DATED.exec(part)?.groups ?? {};
  if (name === undefined) return undefined;
  return { name: bareText(name), from: bareText(from ?? ""), to: bareText(to ?? "") };
}
