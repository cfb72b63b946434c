import { beforeAll, describe, expect, it } from "vitest";
import { buildNotice } from "../../app/[lang]/agencies/[id]/notice/build-notice.ts";
import { openInMemory } from "../../db/client.ts";
import { explain } from "../../db/explanations.ts";
import { getAgency } from "../../db/queries/agencies.ts";
import { listFailures } from "../../db/queries/quality.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { linesOf, type Notice } from "../../lib/exports/notice.ts";
import { noticeDocx } from "../../lib/exports/notice-docx.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const notices: Record<"zh" | "en", Notice[]> = { zh: [], en: [] };

beforeAll(async () => {
  const db = openInMemory();
  const store = (year: number, groups: readonly number[][]) =>
    storeReport(db, catalog, storeInput({ file: `r${year}`, year, facts: remedies(groups) }));
  await store(2021, [[2, 1, 0, 1, 4], NOTHING, NOTHING]);
  await store(2022, [[2, 1, 0, 1, 9], [0, 3, 0, 0, 1], NOTHING]);
  await store(2023, [NOTHING, NOTHING, [1, 0, 0, 0, 2]]);
  const note = { words: "并案 <审理>", by: "办公室", at: "2026-03-01T00:00:00.000Z" };
  await explain(db, {
    agency: "pingtan-zone",
    year: 2023,
    check: "litigation-after-reconsideration-sum",
    ...note,
  });
  const agency = await getAgency(db, "pingtan-zone");
  if (agency === undefined) throw new Error("the agency is held");
  for (const year of [null, 2022, 2021]) {
    const failures = await listFailures(db, { agency: agency.id, ...(year === null ? {} : { year }) });
    for (const lang of ["zh", "en"] as const)
      notices[lang].push(buildNotice({ agency, year, failures, catalog, dataVersion: 3 }, lang));
  }
});

async function readBack(notice: Notice) {
  const { value, findings } = await readDocument(noticeDocx(notice));
  const blocks = value?.blocks ?? [];
  return {
    format: value?.format,
    findings,
    paragraphs: blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])),
    tables: blocks.flatMap((block) =>
      block.kind === "table" ? [block.rows.map((row) => row.map(({ text }) => text))] : [],
    ),
  };
}

const bare = (text: string) => text.replace(/\s+/g, "");

describe.each(["zh", "en"] as const)("a notice in %s", (lang) => {
  it("names each finding with file, place, printed value, relation and what to do", () => {
    const [all, one, none] = notices[lang];
    expect(one?.rows.length).toBeGreaterThanOrEqual(2);
    expect(all?.rows.length).toBeGreaterThan(one?.rows.length ?? 0);
    expect(none?.rows).toEqual([]);
    const [row] = one?.rows ?? [];
    expect(row?.file).toContain("r2022.html");
    expect(row?.cells[0]?.text).toMatch(
      lang === "zh" ? /第3张表第3行第5列.*：9$/ : /table 3, row 3, column 5.*: 9$/,
    );
    expect(row?.cells[0]?.address).toMatch(/^\/documents\/[\da-f]{64}\/view#cell-3-3-5$/);
    expect(row?.values).toMatch(/9.*4.*5/);
    expect(all?.rows.some(({ action }) => action.includes("并案 <审理>"))).toBe(true);
  });

  it("is read back from Word with every finding in its table", async () => {
    for (const notice of notices[lang]) {
      const { format, findings, paragraphs, tables } = await readBack(notice);
      expect([format, findings]).toEqual(["docx", []]);
      expect(paragraphs[0]).toBe(notice.title);
      expect(paragraphs).toContain(notice.intro);
      const printed = tables.flat().map((row) => row.map(bare));
      const expected = notice.rows.map((row) => linesOf(row).map((lines) => bare(lines.join(""))));
      expect(printed).toEqual(notice.rows.length === 0 ? [] : [notice.columns.map(bare), ...expected]);
    }
  });

  it("is the same file for the same figures", () => {
    for (const notice of notices[lang]) expect(noticeDocx(notice)).toEqual(noticeDocx(notice));
  });
});
