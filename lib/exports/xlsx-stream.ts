import { type RowBatches, RowSource } from "./row-source.ts";
import { notesXml, SHEET_END, sheetHead, sheetPath, sheetRows, workbookParts } from "./sheet-xml.ts";
import type { ExportCell, ExportColumn } from "./table.ts";
import type { WorkbookWords } from "./to-xlsx.ts";
import { type StreamedEntry, streamZip } from "./zip-stream.ts";

/**
 * The workbook of `toXlsx` for rows that cannot be held whole; what does not fit one sheet goes on in the next, each
 * with a head of its own. `most` rows stand on a sheet.
 */
export async function* streamXlsx<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  batches: RowBatches<Id>,
  words: WorkbookWords,
  most?: number,
): AsyncGenerator<Uint8Array> {
  const source = new RowSource(batches);
  try {
    yield* streamZip(listParts(columns, source, words, most));
  } finally {
    await source.close();
  }
}

async function* listParts<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  source: RowSource<Id>,
  { sheet, notesSheet, notes }: WorkbookWords,
  most?: number,
): AsyncGenerator<StreamedEntry> {
  const names: string[] = [];
  while (await source.hasPart()) {
    names.push(names.length === 0 ? sheet : `${sheet} ${names.length + 1}`);
    yield { path: sheetPath(names.length), text: writeSheet(columns, source, most) };
  }
  names.push(notesSheet);
  yield { path: sheetPath(names.length), text: [notesXml(notes)] };
  for (const { path, text } of workbookParts(names)) yield { path, text: [text] };
}

async function* writeSheet<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  source: RowSource<Id>,
  most?: number,
): AsyncGenerator<string> {
  const head: ExportCell[] = columns.map(({ id }) => id);
  let written = 0;
  for await (const rows of source.part(most)) {
    const lines = rows.map((row) => columns.map(({ id }) => row[id]));
    if (written === 0) {
      yield sheetHead([head, ...lines]);
      yield sheetRows([head], 1);
      written = 1;
    }
    yield sheetRows(lines, written + 1);
    written += lines.length;
  }
  if (written === 0) yield `${sheetHead([head])}${sheetRows([head], 1)}`;
  yield SHEET_END;
}
