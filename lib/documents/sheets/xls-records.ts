import { u16 } from "../little-endian.ts";

/** Records of a workbook stream ([MS-XLS] 2.1.4): a type, a size, and so many bytes. */

export const RECORD = {
  formula: 0x0006,
  end: 0x000a,
  from1904: 0x0022,
  encrypted: 0x002f,
  font: 0x0031,
  goesOn: 0x003c,
  codePage: 0x0042,
  columns: 0x007d,
  sheet: 0x0085,
  shortNumbers: 0x00bd,
  richText: 0x00d6,
  style: 0x00e0,
  merges: 0x00e5,
  texts: 0x00fc,
  sharedText: 0x00fd,
  number: 0x0203,
  text: 0x0204,
  truth: 0x0205,
  formulaText: 0x0207,
  row: 0x0208,
  window: 0x023e,
  shortNumber: 0x027e,
  format: 0x041e,
  begin: 0x0809,
} as const;

/** `more` are the records that go on with a body larger than one record may be. */
export type VisitRecord = (type: number, body: Uint8Array, more: readonly Uint8Array[]) => void;

const HEAD = 4;
const LARGEST_BODY = 8224;
/** Types beyond are none of any program's. */
const LAST_TYPE = 0x1100;
const MOST_MORE = 20_000;
const NONE: readonly Uint8Array[] = [];

/**
 * Walks the records of one part, from BOF to EOF (2.1.7.20), without those of parts within it. Answers whether the part
 * ends as it should; `visit` may throw nothing and is called for what stands before the break.
 */
export function walkPart(stream: Uint8Array, start: number, visit: VisitRecord): boolean {
  let depth = 0;
  let at = start;
  for (;;) {
    const type = u16(stream, at);
    const size = u16(stream, at + 2);
    const sound = size <= LARGEST_BODY && type > 0 && type <= LAST_TYPE && at + HEAD + size <= stream.length;
    if (!sound || (depth === 0 && type !== RECORD.begin)) return false;
    const body = stream.subarray(at + HEAD, at + HEAD + size);
    at += HEAD + size;
    if (type === RECORD.begin) depth++;
    if (depth === 1 && type !== RECORD.goesOn) {
      let more: Uint8Array[] | undefined;
      while (u16(stream, at) === RECORD.goesOn && at + HEAD + u16(stream, at + 2) <= stream.length) {
        const next = u16(stream, at + 2);
        more ??= [];
        if (more.length < MOST_MORE) more.push(stream.subarray(at + HEAD, at + HEAD + next));
        at += HEAD + next;
      }
      visit(type, body, more ?? NONE);
    }
    if (type === RECORD.end) depth--;
    if (depth === 0) return true;
  }
}
