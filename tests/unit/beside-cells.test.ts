import { describe, expect, test } from "vitest";
import { openInMemory } from "../../db/client.ts";
import { countUnplaced } from "../../db/queries/unplaced.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const HEAD = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
const LABELS = [
  "一、本年新收政府信息公开申请数量",
  "二、上年结转政府信息公开申请数量",
  "（一）予以公开",
  "（二）部分公开",
  "四、结转下年度继续办理",
];
const FIGURES = [1, 2, 3, 4, 5, 6, 21];

type Row = readonly (string | number)[];

/** The form's rows with figures, and what `beside` puts behind a row's last figure, `before` before its label. */
const rowsWith = (beside: (row: number) => Row, before: (row: number) => Row = () => []): Row[] =>
  LABELS.map((label, row) => [...before(row), label, ...FIGURES, ...beside(row)]);

function pageOf(head: Row, rows: readonly Row[]): Uint8Array {
  const print = (row: Row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`;
  const table = `<table>${[head, ...rows].map(print).join("")}</table>`;
  const title = "余姚市财政局2024年政府信息公开工作年度报告";
  return new TextEncoder().encode(
    `<html><head><title>${title}</title></head><body><h1>${title}</h1>${table}`,
  );
}

async function read(head: Row, rows: readonly Row[]) {
  const [reading] = (await readReports({ fileName: "report.html", bytes: pageOf(head, rows) }, catalog))
    .value;
  const cells = (reading?.report.unplaced ?? []).flatMap(({ kind, rows: kept }) =>
    kept.flatMap(({ row, label, cells: printed }) =>
      printed.map(({ column, text, head: over }) => ({ kind, row, label, column, text, head: over })),
    ),
  );
  const findings = (reading?.findings ?? []).filter(({ code }) => code.endsWith("-beside-form"));
  const facts = reading?.report.facts ?? [];
  return {
    cells,
    facts,
    report: reading?.report,
    remarks: findings.map(({ code, parameters }) => [code, parameters.count]),
  };
}

describe("what a table prints beside its form", () => {
  test("is nothing where it prints the form", async () => {
    const { cells, facts, remarks } = await read(
      ["项目", ...HEAD],
      rowsWith(() => []),
    );
    expect(facts).toHaveLength(LABELS.length * HEAD.length);
    expect([cells, remarks]).toEqual([[], []]);
  });

  test("is kept with row and column: one figure too many", async () => {
    const { cells, facts, remarks } = await read(
      ["项目", ...HEAD],
      rowsWith((row) => (row === 2 ? [5] : [])),
    );
    expect(facts).toHaveLength(LABELS.length * HEAD.length);
    expect(cells).toEqual([
      { kind: "cells", row: 4, label: "（一）予以公开", column: 9, text: "5", head: null },
    ]);
    expect(remarks).toEqual([["figures-beside-form", 1]]);
  });

  test("is kept with its head: a column that no form knows, behind or before the others", async () => {
    const behind = await read(
      ["项目", ...HEAD, "个体工商户"],
      rowsWith((row) => [990 + row]),
    );
    expect(behind.cells.map(({ text, head, column }) => [text, head, column])).toEqual(
      LABELS.map((_, row) => [String(990 + row), "个体工商户", 9]),
    );
    expect(behind.remarks).toEqual([["figures-beside-form", LABELS.length]]);
    const rows = rowsWith(() => []).map(([label = "", ...figures], row) => [label, 40 + row * 3, ...figures]);
    const before = await read(["项目", "上年总计", ...HEAD], rows);
    expect(before.facts).toHaveLength(LABELS.length * HEAD.length);
    expect(before.cells.map(({ text, head, label }) => [text, head, label])).toEqual(
      LABELS.map((label, row) => [String(40 + row * 3), "上年总计", label]),
    );
  });

  test("is neither the numbering of rows nor a mark for nothing", async () => {
    const numbered = await read(
      ["序号", "项目", ...HEAD],
      rowsWith(
        () => [],
        (row) => [row + 1],
      ),
    );
    expect([numbered.facts.length, numbered.cells]).toEqual([LABELS.length * HEAD.length, []]);
    const dashed = await read(
      ["项目", ...HEAD, "同比"],
      rowsWith(() => ["—"]),
    );
    expect([dashed.facts.length, dashed.cells]).toEqual([LABELS.length * HEAD.length, []]);
  });

  test("is not listed twice where its whole row is kept", async () => {
    const extra: Row = ["某机关自设的一行", ...FIGURES, 77];
    const { cells } = await read(["项目", ...HEAD], [...rowsWith(() => []), extra]);
    expect(new Set(cells.map(({ kind }) => kind))).toEqual(new Set(["rows"]));
    expect(cells.filter(({ text }) => text === "77")).toHaveLength(1);
  });

  test("is counted over all reports", async () => {
    const db = openInMemory();
    const { report } = await read(
      ["项目", ...HEAD, "个体工商户"],
      rowsWith(() => [991]),
    );
    const input = storeInput();
    await storeReport(db, catalog, {
      ...input,
      report: { ...input.report, unplaced: report?.unplaced ?? [] },
    });
    expect(await countUnplaced(db)).toEqual({ rows: 0, tables: 0, cells: LABELS.length });
  });
});

describe("words behind a row's figures", () => {
  const REMARK = "含5件延期";
  const someRows = (row: number) => [row % 2 === 0 ? REMARK : ""];
  const asFigures = (facts: readonly { printed: string }[]) => facts.map(({ printed }) => Number(printed));
  const expected = LABELS.flatMap(() => FIGURES);

  test.each([
    ["under a head of their own", [...HEAD, "备注"]],
    ["under an empty head", [...HEAD, ""]],
    ["without a head", HEAD],
  ])("%s leave the row read, and are kept", async (_, head) => {
    const { facts, cells, remarks } = await read(["项目", ...head], rowsWith(someRows));
    expect(asFigures(facts)).toEqual(expected);
    expect(cells.map(({ kind, text, label, column }) => [kind, text, label, column])).toEqual(
      LABELS.flatMap((label, row) => (row % 2 === 0 ? [["cells", REMARK, label, 9]] : [])),
    );
    expect(remarks).toEqual([["remarks-beside-form", 3]]);
  });

  test("never name the row, not even with the words of another", async () => {
    const other = (row: number) => [row === 0 ? "（二）部分公开" : ""];
    const rows = rowsWith(other).map((row, at) =>
      at === 0 ? [row[0] ?? "", 7, 0, 0, 0, 0, 0, 7, row[8] ?? ""] : row,
    );
    const { facts } = await read(["项目", ...HEAD, "备注"], rows);
    expect(
      facts
        .filter(({ label }) => label.endsWith("本年新收政府信息公开申请数量"))
        .map(({ printed }) => printed),
    ).toEqual(["7", "0", "0", "0", "0", "0", "7"]);
    expect(asFigures(facts).slice(7)).toEqual(expected.slice(7));
  });

  test("do not hide that a row has slipped", async () => {
    const slipped = rowsWith(() => [REMARK]).map(
      ([label = "", ...rest], at): Row => (at === 2 ? [label, ...rest] : [label, "", ...rest]),
    );
    const { facts } = await read(["项目", "", ...HEAD, "备注"], slipped);
    const read3 = facts
      .filter(({ label }) => label.endsWith("予以公开"))
      .map(({ printed }) => Number(printed));
    expect([[], FIGURES]).toContainEqual(read3);
    expect(facts.length).toBeGreaterThanOrEqual(FIGURES.length * (LABELS.length - 1));
  });

  test.each([
    ["words", (row: number) => [row % 2 === 0 ? REMARK : ""]],
    ["figures", () => [2]],
    ["figures and words", (row: number) => [991, row % 2 === 0 ? REMARK : ""]],
  ])("do not hide that a cell is lost: %s", async (_, beside) => {
    const rows = rowsWith(beside);
    const { facts: whole } = await read(["项目", ...HEAD, "备注"], rows);
    const printed = new Map(
      whole.map(({ label, memberLabel, printed }) => [`${label} ${memberLabel}`, printed]),
    );
    expect(printed.size).toBe(LABELS.length * HEAD.length);
    for (const [y, row] of rows.entries())
      for (const x of row.keys()) {
        const left = rows.map((one, at) => (at === y ? one.filter((_, column) => column !== x) : one));
        const { facts } = await read(["项目", ...HEAD, "备注"], left);
        const wrong = facts.filter(
          ({ label, memberLabel, value, printed: text }) =>
            value.status === "reported" && printed.get(`${label} ${memberLabel}`) !== text,
        );
        expect(wrong, `row ${y} without cell ${x}`).toEqual([]);
        expect(facts.length).toBeGreaterThanOrEqual(FIGURES.length * (LABELS.length - 1));
      }
  });

  test("do not stand in for a head that was lost", async () => {
    const [, ...lost] = HEAD;
    const { facts } = await read(["项目", ...lost], rowsWith(someRows));
    expect(facts).toEqual([]);
    const unheaded = rowsWith(() => []).map(([label = "", ...figures]) => [label, 40, ...figures, REMARK]);
    expect((await read(["项目", ...HEAD], unheaded)).facts).toEqual([]);
  });
});
