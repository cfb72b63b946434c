import { demonstrationNote, markedName } from "@/app/_components/demonstration-note.ts";
import type { ExportColumn, ExportRow } from "@/lib/exports/table.ts";
import { toCsv } from "@/lib/exports/to-csv.ts";
import { toJson } from "@/lib/exports/to-json.ts";
import { toXlsx, type WorkbookWords, XLSX_TYPE } from "@/lib/exports/to-xlsx.ts";

export interface ExportProps {
  readonly params: Promise<{ readonly lang: string }>;
}

/** Rows with their columns, as a view shows them. */
export interface ExportTable {
  /** Of the file, without its extension. */
  readonly name: string;
  readonly dataVersion: number;
  readonly address: string;
  readonly words: WorkbookWords;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly ExportRow[];
}

type Find<Props extends ExportProps> = (request: Request, props: Props) => Promise<ExportTable | Response>;

function named(type: string, table: ExportTable, extension: string, disposition = "attachment") {
  return {
    "content-type": type,
    "content-disposition": `${disposition}; filename="${markedName(table.name)}.${extension}"`,
  };
}

/** The same rows in three spellings, cell for cell. */
export const asCsv =
  <Props extends ExportProps>(find: Find<Props>) =>
  async (request: Request, props: Props): Promise<Response> => {
    const table = await find(request, props);
    if (table instanceof Response) return table;
    const headers = named("text/csv; charset=utf-8", table, "csv");
    return new Response(toCsv(table.columns, table.rows), { headers });
  };

export const asJson =
  <Props extends ExportProps>(find: Find<Props>) =>
  async (request: Request, props: Props): Promise<Response> => {
    const table = await find(request, props);
    if (table instanceof Response) return table;
    const { dataVersion, address, words } = table;
    const notes = words.notes.map(([term, text]) => ({ term, text }));
    const rows = toJson(table.columns, table.rows);
    const body = { ...demonstrationNote(), dataVersion, address, notes, rows };
    return Response.json(body, { headers: named("application/json", table, "json", "inline") });
  };

export const asXlsx =
  <Props extends ExportProps>(find: Find<Props>) =>
  async (request: Request, props: Props): Promise<Response> => {
    const table = await find(request, props);
    if (table instanceof Response) return table;
    const { demonstration } = demonstrationNote();
    const notes = [...(demonstration ? [[demonstration, ""] as const] : []), ...table.words.notes];
    const bytes = toXlsx(table.columns, table.rows, { ...table.words, notes });
    return new Response(bytes, { headers: named(XLSX_TYPE, table, "xlsx") });
  };
