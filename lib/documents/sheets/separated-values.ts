import { MOST_COLUMNS, MOST_SLOTS } from "../limits.ts";
import { holdsUnevenTables, isCutNumber, isEmpty, VALUE } from "./uneven-records.ts";

/** Text whose lines are rows of separated values (RFC 4180; also by semicolon or tab). */

export interface Field {
  readonly text: string;
  readonly offset: number;
}

export interface SeparatedRecord {
  readonly line: number;
  readonly fields: readonly Field[];
}

export interface SeparatedText {
  readonly records: readonly SeparatedRecord[];
  /** A quote stands where none may, or is not closed. */
  readonly irregular: boolean;
  /** Beyond the ceilings: the rest was not read. */
  readonly cut: boolean;
}

const LONGEST_FIELD = 32_768;

interface WalkedRecord extends SeparatedRecord {
  readonly irregular: boolean;
}

/** Records one after the other, without a ceiling on their number; empty lines are records of one empty field. */
export function* walkSeparated(text: string, separator: string): Generator<WalkedRecord> {
  let fields: Field[] = [];
  let irregular = false;
  let line = 1;
  let first = 1;
  let at = 0;
  while (at <= text.length) {
    const offset = at;
    let value: string;
    if (text[at] === '"') {
      const parts: string[] = [];
      at++;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote === -1) {
          irregular = true;
          parts.push(text.slice(at));
          at = text.length;
          break;
        }
        parts.push(text.slice(at, quote));
        at = quote + 1;
        if (text[at] !== '"') break;
        parts.push('"');
        at++;
      }
      value = parts.join("");
      for (const sign of value) if (sign === "\n") line++;
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++;
      value = text.slice(offset, at);
      if (value.includes('"')) irregular = true;
    }
    if (value.length > LONGEST_FIELD) irregular = true;
    if (fields.length < MOST_COLUMNS) fields.push({ text: value, offset });
    if (text[at] === separator) {
      at++;
      continue;
    }
    const isEnd = at >= text.length;
    if (!isEnd && text[at] !== "\n" && text[at] !== "\r") {
      // Something follows a closing quote.
      irregular = true;
      while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
    }
    // The end of the last line begins no record.
    if (!isEnd || fields.length > 1 || value !== "" || irregular) yield { line: first, fields, irregular };
    if (isEnd) return;
    fields = [];
    irregular = false;
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line++;
    first = line;
  }
}

/** Records of the text; empty lines are records of one empty field. Never throws. */
export function parseSeparated(text: string, separator: string): SeparatedText {
  const records: SeparatedRecord[] = [];
  let irregular = false;
  let slots = 0;
  for (const { irregular: isIrregular, ...record } of walkSeparated(text, separator)) {
    irregular ||= isIrregular;
    slots += record.fields.length;
    if (slots > MOST_SLOTS) return { records, irregular, cut: true };
    records.push(record);
  }
  return { records, irregular, cut: false };
}

const SEPARATORS = [",", ";", "\t"] as const;
const FEWEST_RECORDS = 2;
/** Lines of one field that may stand above the rows: a title, the period, the unit. */
const MOST_TITLES = 3;

/** Whether the last record is shorter than the others and no line ends behind it. */
export function isBrokenOff(text: string, records: readonly SeparatedRecord[]): boolean {
  const [last, before] = [records.at(-1), records.at(-2)];
  if (last === undefined || before === undefined || /[\r\n]$/.test(text)) return false;
  return last.fields.length < before.fields.length;
}

function isRegular(text: string, separator: string, whole: boolean): boolean {
  const { records, irregular } = parseSeparated(text, separator);
  if (irregular) return false;
  // The head of a longer text ends inside a record, and so does a file that was cut short.
  const isBroken = !whole || isBrokenOff(text, records);
  const all = (isBroken ? records.slice(0, -1) : records).filter((record) => !isEmpty(record));
  return isRectangle(all, separator) || (separator !== "\t" && holdsUnevenTables(all));
}

function isRectangle(records: readonly SeparatedRecord[], separator: string): boolean {
  const from = records.findIndex(({ fields }) => fields.length > 1);
  const rows = from === -1 || from > MOST_TITLES ? [] : records.slice(from);
  const width = rows[0]?.fields.length ?? 0;
  if (rows.length < FEWEST_RECORDS || rows.some(({ fields }) => fields.length !== width)) return false;
  if (rows.filter(isCutNumber).length * 2 > rows.length) return false;
  if (from > 0 && (width < 3 || rows.length < 3)) return false;
  // Tabs before every line are those of an extractor of text.
  if (separator === "\t") return !rows.every(({ fields }) => fields[0]?.text === "");
  // Prose with commas: sentences, not values.
  const values = rows.slice(1).filter(({ fields }) => fields.some((field) => VALUE.test(field.text)));
  return values.length * 2 >= rows.length - 1;
}

/** Signs by which rows of separated values are known. */
const ENOUGH_TEXT = 16_384;

/** The sign that separates the values of a text, if the lines at its head are regular rows of them. */
export function findSeparator(text: string): string | undefined {
  const head = text.slice(0, ENOUGH_TEXT);
  const whole = head.length === text.length;
  return SEPARATORS.find((separator) => head.includes(separator) && isRegular(head, separator, whole));
}
