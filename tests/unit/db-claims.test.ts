import { beforeEach, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { getReport } from "../../db/queries/reports.ts";
import { versions } from "../../db/schema.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readProse } from "../fixtures/claim-sketch.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});

const TEXT = "全区收到政府信息公开申请120件，同比增长20%。";

function store(year: number, received: number, file: string, text = "") {
  const facts = [fact("requests-received", received), fact("requests-carried-in", "blank")];
  const claims = readProse(text, catalog, { year, agency: "平潭综合实验区管理委员会" });
  return storeReport(db, catalog, storeInput({ year, facts, claims, file }));
}

async function failed(year: number) {
  const view = await getReport(db, "pingtan-zone", year);
  return (view?.findings ?? []).flatMap(({ check, detail, code }) =>
    check?.startsWith("text-") ? [[check, code, detail?.left, detail?.right]] : [],
  );
}

it("claims are kept with their version, and growth is worked out again when the year before changes", async () => {
  await store(2022, 120, "b", TEXT);
  expect(db.select({ claims: versions.claims }).from(versions).get()?.claims).toHaveLength(2);
  expect(await failed(2022)).toEqual([]);
  await store(2021, 110, "a");
  expect(await failed(2022)).toEqual([["text-growth", "text-miscounts-hint", 20, 9.1]]);
  await store(2021, 100, "a2");
  expect(await failed(2022)).toEqual([]);
});

it("a number that no basis has is a finding with the sentence and the cell", async () => {
  const facts = ["requests-received", "requests-carried-in", "results-total", "requests-carried-out"].map(
    (id, at) => fact(id, [95, 0, 95, 0][at] ?? 0),
  );
  const natural = facts.map(({ indicator }) => fact(indicator, "blank", { member: "natural-person" }));
  const claims = readProse("全区收到政府信息公开申请120件。", catalog, { year: 2022 });
  await storeReport(db, catalog, storeInput({ facts: [...facts, ...natural], claims }));
  const view = await getReport(db, "pingtan-zone", 2022);
  const finding = view?.findings.find(({ check }) => check === "text-received");
  expect(finding).toMatchObject({
    code: "text-differs-soft",
    severity: "warning",
    parameters: { words: "全区收到政府信息公开申请120件。", left: "120", right: "95", base: "new" },
    origin: { table: 1, row: 1 },
    detail: {
      left: 120,
      right: 95,
      words: "new 全区收到政府信息公开申请120件。",
      operands: [{ indicator: "requests-received" }],
    },
  });
});
