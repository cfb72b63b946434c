import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import JsonSchema from "ajv-draft-04";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { GET as getCompareCsv } from "../../app/[lang]/compare/data.csv/route.ts";
import { GET as getCompareJson } from "../../app/[lang]/compare/data.json/route.ts";
import { streamYearPackage, streamYearWorkbook, type YearFile } from "../../app/[lang]/data/year-files.ts";
import { GET as getFacts } from "../../app/api/v1/facts/route.ts";
import { GET as getSeries } from "../../app/api/v1/series/route.ts";
import { getAgency } from "../../db/queries/agencies.ts";
import { getReport } from "../../db/queries/reports.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { openPacked } from "../../lib/documents/unzip.ts";
import { SHOWN_COLUMNS } from "../../lib/exports/comparison-rows.ts";
import { streamPackage } from "../../lib/exports/data-package.ts";
import { REPORT_COLUMNS, reportRows } from "../../lib/exports/report-rows.ts";
import type { RowBatches } from "../../lib/exports/row-source.ts";
import { SERIES_COLUMNS } from "../../lib/exports/series-rows.ts";
import type { ExportCell, ExportColumn } from "../../lib/exports/table.ts";
import { parseCsv } from "../fixtures/parse-csv.ts";
import { READ_AT } from "../fixtures/report-builder.ts";
import { serveFrom, storeSeed } from "../fixtures/store-seed.ts";

type Row = Readonly<Record<string, ExportCell>>;

const YEAR = 2022;

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

function unpack(bytes: Uint8Array): Record<string, Buffer> {
  const { entries } = openPacked(new Uint8Array(bytes));
  return Object.fromEntries(entries.map((entry) => [entry.name, Buffer.from(entry.read().bytes ?? [])]));
}

/** Lines of a CSV as JSON has them: numbers by the type of their column, without the guard against formulas. */
function typed(columns: readonly ExportColumn[], csv: string): Row[] {
  const [header = [], ...lines] = parseCsv(csv);
  expect(header).toEqual(columns.map(({ id }) => id));
  return lines.map((line) =>
    Object.fromEntries(
      columns.map(({ id, type }, at) => {
        const text = line[at] ?? "";
        if (text === "") return [id, null];
        return [id, type === "number" ? Number(text) : text.replace(/^'(?=[=+\-@\t\r])/, "")];
      }),
    ),
  );
}

/** Nothing printed is nothing in a CSV. */
const blanked = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([id, cell]) => [id, cell === "" ? null : cell])),
  );

const inOrder = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

async function askAll(get: (request: Request) => Promise<Response>, address: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const response: Response = await get(
      new Request(`http://localhost${address}${cursor === "" ? "" : `&cursor=${cursor}`}`),
    );
    expect(response.status).toBe(200);
    const page = await response.json();
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}

const db = await storeSeed();
serveFrom(db);
const version = Number(db.$client.prepare("SELECT version FROM release").pluck().get());
const file: YearFile = { db, lang: "zh", year: YEAR, dataVersion: version, changedAt: READ_AT };
const parts = unpack(await gather(streamYearPackage(file)));

/**
 * Rules of Data Package, Data Resource, Tabular Data Resource, Table Schema and CSV Dialect, version 1
 * (specs.frictionlessdata.io), as far as they bind what we write.
 */
const Name = z.string().regex(/^[-a-z0-9._/]+$/);
const Field = z.strictObject({
  name: z.string().min(1),
  type: z.enum(["string", "number", "integer"]),
  title: z.string().min(1),
  description: z.string().min(1),
  constraints: z
    .strictObject({ required: z.boolean().optional(), enum: z.array(z.string()).min(1).optional() })
    .optional(),
});
const Resource = z.strictObject({
  name: Name,
  title: z.string(),
  profile: z.literal("tabular-data-resource"),
  // A path is relative, in POSIX form, and leads nowhere above.
  path: z.string().regex(/^(?!\/)(?!.*\.\.)[^\\]+$/),
  format: z.literal("csv"),
  mediatype: z.literal("text/csv"),
  encoding: z.literal("utf-8"),
  bytes: z.int().positive(),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  dialect: z.strictObject({
    delimiter: z.literal(","),
    lineTerminator: z.literal("\r\n"),
    quoteChar: z.literal('"'),
    doubleQuote: z.literal(true),
    header: z.literal(true),
    caseSensitiveHeader: z.boolean(),
  }),
  schema: z.strictObject({
    fields: z.array(Field).min(1),
    missingValues: z.array(z.string()),
    primaryKey: z.array(z.string()).min(1).optional(),
    foreignKeys: z
      .array(
        z.strictObject({
          fields: z.string(),
          reference: z.strictObject({ resource: z.string(), fields: z.string() }),
        }),
      )
      .min(1)
      .optional(),
  }),
});
const Package = z.strictObject({
  profile: z.literal("tabular-data-package"),
  name: Name,
  title: z.string().min(1),
  description: z.string().min(1),
  version: z.string(),
  created: z.iso.datetime().optional(),
  keywords: z.array(z.string()).min(1),
  licenses: z
    .array(z.strictObject({ name: z.string().regex(/^[\w.-]+$/), path: z.url(), title: z.string() }))
    .min(1),
  sources: z.array(z.strictObject({ title: z.string().min(1) })).min(1),
  contributors: z.array(z.strictObject({ title: z.string(), role: z.literal("publisher") })).min(1),
  resources: z.array(Resource).min(1),
});

/** The profile as the Frictionless specifications publish it (JSON Schema, draft 4; MIT). */
const matchesProfile = new JsonSchema({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync("tests/fixtures/frictionless/tabular-data-package-1.json", "utf8")),
);

describe("the package of a year", () => {
  it("is valid by the published profile of tabular data packages", () => {
    const published = JSON.parse(String(parts["datapackage.json"]));
    matchesProfile(published);
    expect(matchesProfile.errors ?? []).toEqual([]);
    const [first, ...rest] = published.resources;
    const { path: _, ...without } = first;
    expect(matchesProfile({ ...published, resources: [without, ...rest] })).toBe(false);
  });

  const descriptor = () => Package.parse(JSON.parse(String(parts["datapackage.json"])));

  it("describes itself by the rules of data packages", () => {
    const { resources, version, name } = descriptor();
    expect([name, version]).toEqual([`gongkai-${YEAR}`, String(file.dataVersion)]);
    expect(new Set(resources.map((resource) => resource.name)).size).toBe(resources.length);
    expect(Object.keys(parts).sort()).toEqual(
      [...resources.map(({ path }) => path), "README.txt", "LICENSE.txt", "datapackage.json"].sort(),
    );
  });

  it("tells size, hash, columns, types and keys of its files as they are", () => {
    const { resources } = descriptor();
    const rowsOf = (name: string) => {
      const { path = "", schema } = resources.find((resource) => resource.name === name) ?? {};
      const columns = (schema?.fields ?? []).map(({ name: id, type }) => ({
        id,
        type: type === "string" ? ("text" as const) : ("number" as const),
      }));
      return typed(columns, String(parts[path]));
    };
    for (const { name, path, bytes, hash, schema } of resources) {
      const content = parts[path] ?? Buffer.alloc(0);
      expect([content.length, `sha256:${createHash("sha256").update(content).digest("hex")}`]).toEqual([
        bytes,
        hash,
      ]);
      const rows = rowsOf(name);
      expect(rows.length, name).toBeGreaterThan(0);
      for (const { name: id, type, constraints } of schema.fields) {
        const cells = rows.map((row) => row[id] ?? null);
        if (type === "integer")
          expect(
            cells.every((cell) => cell === null || Number.isInteger(cell)),
            id,
          ).toBe(true);
        if (type === "number")
          expect(
            cells.every((cell) => cell === null || Number.isFinite(cell)),
            id,
          ).toBe(true);
        if (constraints?.required) expect(cells, id).not.toContain(null);
        const known = constraints?.enum;
        if (known)
          expect(
            cells.every((cell) => cell === null || known.includes(String(cell))),
            id,
          ).toBe(true);
      }
      const { primaryKey, foreignKeys = [] } = schema;
      if (primaryKey) {
        const keys = rows.map((row) => primaryKey.map((id) => row[id]).join(" "));
        expect(new Set(keys).size, name).toBe(keys.length);
      }
      for (const { fields, reference } of foreignKeys) {
        const known = new Set(rowsOf(reference.resource).map((row) => row[reference.fields]));
        expect(
          rows.map((row) => row[fields]).filter((cell) => !known.has(cell ?? null)),
          `${name}.${fields}`,
        ).toEqual([]);
      }
    }
  });

  it("is the same bytes every time, in Chinese and in English its own", async () => {
    const hash = async (lang: "zh" | "en") =>
      createHash("sha256")
        .update(await gather(streamYearPackage({ ...file, lang })))
        .digest("hex");
    expect(await hash("zh")).toBe(await hash("zh"));
    expect(await hash("en")).not.toBe(await hash("zh"));
  });

  it("goes on in another file where one is full, with nothing lost", async () => {
    async function* rows(): RowBatches {
      for (let at = 0; at < 25; at += 4)
        yield Array.from({ length: Math.min(4, 25 - at) }, (_, n) => ({ agency: `a${at + n}` }));
    }
    const columns = [{ id: "agency", type: "text" }] as const;
    const words = {
      name: "a",
      title: "a",
      description: "a",
      version: "1",
      created: null,
      contributor: "a",
      source: "a",
      keywords: ["a"],
    };
    const tables = [{ name: "facts", title: "f", columns, rows: rows() }];
    const bytes = await gather(
      streamPackage(words, tables, [], { columns: getCatalog().columns, lang: "en", most: 10 }),
    );
    const files = unpack(bytes);
    const names = ["facts.csv", "facts-2.csv", "facts-3.csv"];
    expect(Object.keys(files)).toEqual([...names, "datapackage.json"]);
    const all = names.flatMap((name) => typed(columns, String(files[name])));
    expect(all.map(({ agency }) => agency)).toEqual(Array.from({ length: 25 }, (_, n) => `a${n}`));
  });
});

describe("one figure, wherever it is taken from", () => {
  it("is the same in report, package, workbook and API, cell for cell", async () => {
    const api = await askAll(getFacts, `/api/v1/facts?year=${YEAR}&limit=83`);
    const csv = typed(REPORT_COLUMNS, String(parts["facts.csv"]));
    expect(csv.length).toBeGreaterThan(100);
    expect(inOrder(csv)).toEqual(inOrder(blanked(api)));

    const received = csv.filter(
      ({ indicator, member }) => indicator === "requests-received" && member === "total",
    );
    expect(received.map(({ grade, status, amount }) => [grade, status, amount])).toEqual([
      ["exact", "reported", 74],
    ]);

    const reports = [...new Set(csv.map(({ agency, scope }) => `${agency} ${scope}`))];
    const rows = await Promise.all(
      reports.map(async (key) => {
        const [id = "", scope = ""] = key.split(" ");
        const agency = await getAgency(db, id);
        const report = await getReport(db, id, YEAR, scope as "own-level");
        if (!agency || !report) throw new Error(key);
        return reportRows(agency, report, {
          catalog: getCatalog(),
          language: "zh",
          dataVersion: file.dataVersion,
        });
      }),
    );
    expect(inOrder(blanked(rows.flat()))).toEqual(inOrder(csv));

    const { value } = await readDocument(new Uint8Array(await gather(streamYearWorkbook(file))));
    const [table] = (value?.blocks ?? []).flatMap((block) => (block.kind === "table" ? [block] : []));
    const lines = (table?.rows ?? []).map((line) => {
      const cells = Array.from({ length: REPORT_COLUMNS.length }, () => "");
      for (const { column, text } of line) cells[column - 1] = text;
      return cells;
    });
    const sheet = lines.slice(1).map((line) =>
      Object.fromEntries(
        REPORT_COLUMNS.map(({ id, type }, at) => {
          const text = line[at] ?? "";
          return [id, text === "" ? null : type === "number" ? Number(text) : text];
        }),
      ),
    );
    expect(inOrder(sheet)).toEqual(inOrder(csv));
  });

  it("is the same in a comparison's CSV and JSON and in the series of the API", async () => {
    const asked = "agencies=suqian-city,pingtan-zone&years=2013-2024";
    for (const lang of ["zh", "en"] as const) {
      const props = { params: Promise.resolve({ lang }) };
      const address = `http://localhost/compare/data.csv?${asked}&indicator=requests-received`;
      const shown = [...SERIES_COLUMNS, ...SHOWN_COLUMNS];
      const csv = typed(shown, await (await getCompareCsv(new Request(address), props)).text());
      const { rows } = await (await getCompareJson(new Request(address), props)).json();
      const figures = rows.map((row: Row) =>
        Object.fromEntries(SERIES_COLUMNS.map(({ id }) => [id, row[id]])),
      );
      const api = await askAll(
        getSeries,
        `/api/v1/series?${asked}&indicators=requests-received&lang=${lang}&limit=5`,
      );
      expect(csv).toHaveLength(24);
      expect(csv).toEqual(blanked(rows));
      expect(api).toEqual(figures);
    }
  });
});
