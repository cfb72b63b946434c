import type { Cell, Finding, Table } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText } from "./charset.ts";
import { MOST_COLUMNS, MOST_SLOTS } from "./limits.ts";
import type { Content } from "./reader.ts";

/**
 * A list of flat records as a table: the names of their entries are its head, each record is a row. The list is the
 * whole file or its entry `rows`.
 *
 *   {"rows": [{"agency": "a", "amount": 3}]}  →  [[agency, amount], [a, 3]]
 */

type Value = string | number | boolean | null;

const isValue = (value: unknown): value is Value =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function listRecords(content: unknown): readonly Readonly<Record<string, Value>>[] {
  const list = isObject(content) ? content.rows : content;
  if (!Array.isArray(list)) return [];
  const isRecord = (item: unknown): item is Readonly<Record<string, Value>> =>
    isObject(item) && Object.values(item).every(isValue);
  return list.every(isRecord) ? list : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function readJsonBytes(bytes: Uint8Array): Outcome<Content> {
  const { text, charset, damaged } = decodeText(bytes);
  const findings: Finding[] =
    damaged > 0 ? [{ code: "charset-damaged", parameters: { count: damaged } }] : [];
  const records = listRecords(parse(text));
  const names = Object.keys(records[0] ?? {}).slice(0, MOST_COLUMNS);
  const fitting = records.slice(0, Math.floor(MOST_SLOTS / Math.max(1, names.length)) - 1);
  const cut = fitting.length < records.length;
  const toRow = (texts: readonly string[], y: number, path: string): Cell[] =>
    texts.map((content, x) => ({
      row: y + 1,
      column: x + 1,
      rowSpan: 1,
      columnSpan: 1,
      text: content,
      place: { path: `${path}.${names[x] ?? ""}` },
    }));
  const table: Table = {
    kind: "table",
    index: 1,
    method: "markup",
    ragged: false,
    ...(cut ? { cut: true } : {}),
    rows: [
      toRow(names, 0, "rows[1]"),
      ...fitting.map((record, at) =>
        toRow(
          names.map((name) => String(record[name] ?? "")),
          at + 1,
          `rows[${at + 1}]`,
        ),
      ),
    ],
    place: { path: "rows" },
  };
  if (cut) findings.push({ code: "table-too-large", parameters: { table: 1 } });
  return { value: { charset, metadata: [], blocks: names.length > 0 ? [table] : [] }, findings };
}
