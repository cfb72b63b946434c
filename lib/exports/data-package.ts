import { createHash } from "node:crypto";
import type { DataColumn, Language } from "../catalog/schema.ts";
import { SCOPES, SEVERITIES, VALUE_STATUSES } from "../model.ts";
import { type RowBatches, RowSource } from "./row-source.ts";
import type { ExportColumn } from "./table.ts";
import { csvHead, csvLines } from "./to-csv.ts";
import { type StreamedEntry, streamZip } from "./zip-stream.ts";

/**
 * Tables as a zip of CSV files with a descriptor after Frictionless Data Package v1 (specs.frictionlessdata.io: Tabular
 * Data Package, Tabular Data Resource, Table Schema, CSV Dialect). The descriptor comes last: it tells the size and the
 * hash of every file.
 */

export interface PackagedTable {
  /** Name of the resource and of its file. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: RowBatches;
  readonly primaryKey?: readonly string[];
  /** Column to the resource and column that it names. */
  readonly refersTo?: Readonly<Record<string, readonly [resource: string, column: string]>>;
}

export interface PackageWords {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  /** ISO 8601; `null` while nothing is stored. */
  readonly created: string | null;
  readonly contributor: string;
  readonly source: string;
  readonly keywords: readonly string[];
}

const LICENCE = { name: "MIT", title: "MIT License", path: "https://opensource.org/license/mit" };

const DIALECT = {
  delimiter: ",",
  lineTerminator: "\r\n",
  quoteChar: '"',
  doubleQuote: true,
  header: true,
  caseSensitiveHeader: true,
};

const INTEGERS = new Set(["year", "version", "data_version", "cells_read", "cells_expected"]);
const ENUMS: Readonly<Record<string, readonly string[]>> = {
  status: VALUE_STATUSES,
  scope: SCOPES,
  severity: SEVERITIES,
};

interface Written {
  readonly table: PackagedTable;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly hash: string;
}

function fieldOf(
  { id, type }: ExportColumn,
  meanings: ReadonlyMap<string, DataColumn>,
  lang: Language,
  key: readonly string[],
) {
  const known = meanings.get(id);
  const values = ENUMS[id];
  const constraints = {
    ...(key.includes(id) ? { required: true } : {}),
    ...(values === undefined ? {} : { enum: values }),
  };
  return {
    name: id,
    type: INTEGERS.has(id) ? "integer" : type === "number" ? "number" : "string",
    ...(known === undefined ? {} : { title: known.name[lang], description: known.meaning[lang] }),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

function resourceOf(
  { table, name, path, bytes, hash }: Written,
  meanings: ReadonlyMap<string, DataColumn>,
  lang: Language,
) {
  const { primaryKey = [], refersTo = {} } = table;
  const foreignKeys = Object.entries(refersTo).map(([field, [resource, column]]) => ({
    fields: field,
    reference: { resource, fields: column },
  }));
  return {
    name,
    title: table.title,
    path,
    profile: "tabular-data-resource",
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes,
    hash: `sha256:${hash}`,
    dialect: DIALECT,
    schema: {
      fields: table.columns.map((column) => fieldOf(column, meanings, lang, primaryKey)),
      missingValues: [""],
      ...(primaryKey.length === 0 ? {} : { primaryKey }),
      ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
    },
  };
}

function describePackage(
  words: PackageWords,
  written: readonly Written[],
  columns: readonly DataColumn[],
  lang: Language,
) {
  const meanings = new Map(columns.map((column) => [column.id, column]));
  return {
    profile: "tabular-data-package",
    name: words.name,
    title: words.title,
    description: words.description,
    version: words.version,
    ...(words.created === null ? {} : { created: words.created }),
    keywords: words.keywords,
    licenses: [LICENCE],
    sources: [{ title: words.source }],
    contributors: [{ title: words.contributor, role: "publisher" }],
    resources: written.map((one) => resourceOf(one, meanings, lang)),
  };
}

/** `most` rows stand in a file; what is beyond them goes into the next, each with a head of its own. */
export async function* streamPackage(
  words: PackageWords,
  tables: readonly PackagedTable[],
  /** Files beside the tables, such as the licence. */
  texts: readonly { readonly path: string; readonly text: string }[],
  {
    columns,
    lang,
    most,
  }: { readonly columns: readonly DataColumn[]; readonly lang: Language; readonly most?: number },
): AsyncGenerator<Uint8Array> {
  yield* streamZip(listFiles());

  async function* listFiles(): AsyncGenerator<StreamedEntry> {
    const written: Written[] = [];
    for (const table of tables) {
      const source = new RowSource(table.rows);
      try {
        for (let part = 1; await source.hasPart(); part++) {
          const name = part === 1 ? table.name : `${table.name}-${part}`;
          const path = `${name}.csv`;
          const hash = createHash("sha256");
          const told = { bytes: 0 };
          yield { path, text: measured(writeCsv(table.columns, source, most), hash, told) };
          written.push({ table, name, path, bytes: told.bytes, hash: hash.digest("hex") });
        }
      } finally {
        await source.close();
      }
    }
    for (const { path, text } of texts) yield { path, text: [text] };
    const descriptor = describePackage(words, written, columns, lang);
    yield { path: "datapackage.json", text: [`${JSON.stringify(descriptor, null, 2)}\n`] };
  }
}

async function* writeCsv(
  columns: readonly ExportColumn[],
  source: RowSource,
  most?: number,
): AsyncGenerator<string> {
  yield csvHead(columns);
  for await (const rows of source.part(most)) yield csvLines(columns, rows);
}

async function* measured(
  text: AsyncIterable<string>,
  hash: ReturnType<typeof createHash>,
  told: { bytes: number },
): AsyncGenerator<string> {
  for await (const piece of text) {
    hash.update(piece, "utf8");
    told.bytes += Buffer.byteLength(piece);
    yield piece;
  }
}
