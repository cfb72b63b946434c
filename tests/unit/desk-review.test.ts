import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAmount, parseCell } from "../../app/_desk/cell-field.ts";
import { type Database, openDatabase } from "../../db/client.ts";
import {
  discardCorrection,
  listCorrections,
  type NewCorrection,
  proposeCorrection,
} from "../../db/desk/correct.ts";
import { listPending, releaseDecisions } from "../../db/desk/release-decisions.ts";
import {
  enterReview,
  findItem,
  isOpen,
  listQueue,
  listReviews,
  type ReviewItem,
} from "../../db/desk/review.ts";
import type { SessionUser } from "../../db/desk/sessions.ts";
import { listReleasedCorrections } from "../../db/queries/corrections.ts";
import { listReleaseEntries } from "../../db/queries/releases.ts";
import { getReport } from "../../db/queries/reports.ts";
import { type StoreInput, storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { databaseFile } from "../../lib/env.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import type { Fact } from "../../lib/model.ts";

const AT = "2026-03-01T00:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "gongkai-review-"));
const file = databaseFile(folder);
const catalog = getCatalog();
const lin: SessionUser = { key: 1, name: "lin", role: "publisher", remit: EVERYWHERE };
let db: Database;

async function readSeed(
  name: string,
  change: (fact: Fact) => Fact = (fact) => fact,
  reader = "one",
): Promise<StoreInput> {
  const bytes = readFileSync(`db/seed/reports/${name}`);
  const { value } = await readReports({ fileName: name, bytes }, catalog);
  const [first] = value;
  if (first === undefined) throw new Error(name);
  const report = { ...first.report, facts: first.report.facts.map(change) };
  return { report, findings: first.findings, fileName: name, bytes: bytes.length, readAt: AT, reader };
}

beforeAll(() => {
  db = openDatabase(file);
}, 120_000);
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The report of an agency and year as the review sees it. */
function itemOf(agency: string, year: number): ReviewItem {
  const key = db.$client
    .prepare("SELECT r.key FROM reports r JOIN agencies a ON a.key = r.agency WHERE a.id = ? AND r.year = ?")
    .pluck()
    .get(agency, year);
  const item = findItem(db, lin, Number(key));
  if (item === undefined) throw new Error(`${agency} ${year}`);
  return item;
}

const CELL = { edition: "form-2021", indicator: "requests-received", member: "natural-person" };

const isCell = ({ edition, indicator, member }: Fact): boolean =>
  edition === CELL.edition && indicator === CELL.indicator && member === CELL.member;

async function shown(year: number): Promise<Fact> {
  const report = await getReport(db, "pingtan-zone", year);
  const fact = report?.facts.find(isCell);
  if (fact === undefined) throw new Error(String(year));
  return fact;
}

const amountIn = async (year: number): Promise<number | undefined> => {
  const { value } = await shown(year);
  return value.status === "reported" ? value.amount : undefined;
};

const propose = (item: ReviewItem, was: number, is: number, part: Partial<NewCorrection> = {}) =>
  proposeCorrection(db, catalog, item, {
    cell: CELL,
    seen: { status: "reported", amount: was },
    is: { status: "reported", amount: is },
    ...{ why: "misread", evidence: "page 4", by: "lin", at: AT, ...part },
  });

const release = () =>
  releaseDecisions(file, catalog, { title: "Corrections", notes: "", by: lin, address: "", at: AT });

describe("a verdict", () => {
  test("holds for the figures it judged, and the report comes back with its history when they change", async () => {
    await storeReport(
      db,
      catalog,
      await readSeed("pingtan-zone-2022.html", (fact) =>
        isCell(fact) ? { ...fact, value: { status: "reported", amount: 999 } } : fact,
      ),
    );
    const before = itemOf("pingtan-zone", 2022);
    expect(before.failed).toBeGreaterThan(0);
    expect(listQueue(db, lin).map(({ report }) => report)).toContain(before.report);
    const verdict = { verdict: "accepted", note: "as printed", by: "lin", at: AT } as const;
    expect(enterReview(db, before, { ...verdict, fingerprint: "0".repeat(64) })).toBe("changed-meanwhile");
    expect(enterReview(db, before, { ...verdict, fingerprint: before.fingerprint })).toBe("reviewed");
    expect(isOpen(itemOf("pingtan-zone", 2022))).toBe(false);
    expect(listQueue(db, lin).map(({ report }) => report)).not.toContain(before.report);

    // Another reader of the same figures keeps it, other figures open it again.
    const same = (fact: Fact): Fact =>
      isCell(fact) ? { ...fact, value: { status: "reported", amount: 999 } } : fact;
    await storeReport(db, catalog, await readSeed("pingtan-zone-2022.html", same, "two"));
    expect(isOpen(itemOf("pingtan-zone", 2022))).toBe(false);
    const other = (fact: Fact): Fact =>
      isCell(fact) ? { ...fact, value: { status: "reported", amount: 998 } } : fact;
    await storeReport(db, catalog, await readSeed("pingtan-zone-2022.html", other, "three"));
    const after = itemOf("pingtan-zone", 2022);
    expect(isOpen(after)).toBe(true);
    expect(listReviews(db, after)).toMatchObject([{ verdict: "accepted", note: "as printed", version: 1 }]);
  }, 60_000);

  test("is only for those who work for the agency", () => {
    const elsewhere = { ...lin, remit: { everywhere: false, regions: ["110000"], agencies: [] } };
    const { report } = itemOf("pingtan-zone", 2022);
    expect(findItem(db, elsewhere, report)).toBeUndefined();
    expect(listQueue(db, elsewhere)).toEqual([]);
  });
});

describe("a correction", () => {
  test("waits for a release, which makes a version of it; totals, checks and the release follow", async () => {
    await storeReport(db, catalog, await readSeed("pingtan-zone-2023.html"));
    const right = Number(await amountIn(2023));
    const item = itemOf("pingtan-zone", 2023);
    expect(item.failed).toBe(0);
    expect(await release()).toBe("nothing-decided");
    expect(propose(item, right, right)).toBe("same-value");
    expect(propose(item, right + 7, right)).toBe("changed-meanwhile");
    expect(propose(item, right, right + 5, { cell: { ...CELL, member: "nobody" } })).toBe("no-cell");
    expect(propose(item, right, right + 5)).toMatchObject({ key: expect.any(Number) });
    // The second of two editors is shown the first's change and overwrites nothing.
    expect(propose(item, right, right + 6)).toBe("changed-meanwhile");
    expect(await amountIn(2023)).toBe(right);

    const released = await release();
    if (typeof released === "string") throw new Error(released);
    expect(await amountIn(2023)).toBe(right + 5);
    const after = itemOf("pingtan-zone", 2023);
    expect(after).toMatchObject({ version: 2 });
    // The sum that held does not hold with the changed figure: the checks ran again.
    expect(after.failed).toBeGreaterThan(0);
    const total = db.$client.prepare("SELECT version FROM totals WHERE year = 2023 LIMIT 1").pluck().get();
    expect(total).toBe(after.versionKey);
    expect(await listReleaseEntries(db, released.release)).toMatchObject([
      { change: "corrected", agency: "pingtan-zone", year: 2023, version: 2 },
    ]);
    expect(await listReleasedCorrections(db, "pingtan-zone", 2023, item.scope)).toMatchObject([
      {
        wasAmount: right,
        isAmount: right + 5,
        why: "misread",
        evidence: "page 4",
        release: released.release,
      },
    ]);
  }, 60_000);

  test("outlives another reading of the same cell, also by another file", async () => {
    const held = Number(await amountIn(2023));
    expect(await storeReport(db, catalog, await readSeed("pingtan-zone-2023.html"))).toMatchObject({
      change: "unchanged",
    });
    expect(
      await storeReport(db, catalog, await readSeed("pingtan-zone-2023.html", undefined, "two")),
    ).toMatchObject({ change: "unchanged" });
    expect(await amountIn(2023)).toBe(held);
    expect(
      await storeReport(db, catalog, await readSeed("pingtan-zone-2023.docx", undefined, "two")),
    ).toMatchObject({ change: "new-version" });
    expect(await amountIn(2023)).toBe(held);
  }, 60_000);

  test("corrected once more tells what was read, not what was corrected; undone it is another version", async () => {
    const held = Number(await amountIn(2023));
    const item = itemOf("pingtan-zone", 2023);
    expect(propose(item, held, held - 5)).toMatchObject({ key: expect.any(Number) });
    const [undo] = listCorrections(db, item);
    expect(undo).toMatchObject({ wasAmount: held - 5, isAmount: held - 5 });
    expect(await release()).toMatchObject({ release: expect.any(Number) });
    expect(await amountIn(2023)).toBe(held - 5);
    const after = itemOf("pingtan-zone", 2023);
    expect(after.version).toBe(item.version + 1);
    expect(after.failed).toBe(0);
    expect(listCorrections(db, after).map(({ state }) => state)).toEqual(["released", "replaced"]);
  }, 60_000);

  test("falls due when a later original shows something else, and is in force no more once looked at", async () => {
    const right = Number(await amountIn(2023));
    const item = itemOf("pingtan-zone", 2023);
    propose(item, right, right + 1);
    await release();
    const changed = (fact: Fact): Fact =>
      isCell(fact) ? { ...fact, value: { status: "reported", amount: right + 50 } } : fact;
    await storeReport(db, catalog, await readSeed("pingtan-zone-2023.pdf", changed));
    expect(await amountIn(2023)).toBe(right + 50);
    const due = itemOf("pingtan-zone", 2023);
    expect(due.due).toBe(1);
    expect(listQueue(db, lin)[0]?.report).toBe(due.report);
    enterReview(db, due, { verdict: "accepted", note: "", fingerprint: due.fingerprint, by: "lin", at: AT });
    expect(itemOf("pingtan-zone", 2023).due).toBe(0);
  }, 60_000);

  test("that fits no more when it is released is not, and nothing else is either", async () => {
    const now = Number(await amountIn(2023));
    const item = itemOf("pingtan-zone", 2023);
    propose(item, now, now + 1);
    const changed = (fact: Fact): Fact =>
      isCell(fact) ? { ...fact, value: { status: "reported", amount: now + 9 } } : fact;
    await storeReport(db, catalog, await readSeed("pingtan-zone-2023.html", changed, "five"));
    await storeReport(db, catalog, await readSeed("pingtan-zone-2023.xlsx", changed, "five"));
    expect(await release()).toBe("correction-stale");
    expect(listPending(db, lin).corrections).toEqual([]);
    expect(itemOf("pingtan-zone", 2023).due).toBe(1);
    expect(await amountIn(2023)).toBe(now + 9);
  }, 60_000);

  test("may be given up before it is released", async () => {
    const now = Number(await amountIn(2023));
    const item = itemOf("pingtan-zone", 2023);
    propose(item, now, now + 3);
    const [own] = listCorrections(db, item);
    expect(discardCorrection(db, item, own?.key ?? 0, { by: "lin", at: AT })).toBe(true);
    expect(discardCorrection(db, item, own?.key ?? 0, { by: "lin", at: AT })).toBe(false);
    expect(await release()).toBe("nothing-decided");
  });
});

test("a cell that could not be read is filled in by a correction, and stays so", async () => {
  const input = await readSeed("pingtan-zone-2024.html");
  const facts = input.report.facts.filter((fact) => !isCell(fact));
  const right = input.report.facts.find(isCell)?.value;
  if (right?.status !== "reported") throw new Error("no figure");
  const unread = { ...input, report: { ...input.report, facts } };
  await storeReport(db, catalog, unread);
  const item = itemOf("pingtan-zone", 2024);
  const correction = { why: "smudged", evidence: "page 4", by: "lin", at: AT };
  const seen = { status: "absent", amount: null } as const;
  const is = { status: "reported", amount: right.amount } as const;
  expect(proposeCorrection(db, catalog, item, { cell: CELL, seen, is, ...correction })).toMatchObject({
    key: expect.any(Number),
  });
  expect(await release()).toMatchObject({ release: expect.any(Number) });
  expect(await amountIn(2024)).toBe(right.amount);
  expect(itemOf("pingtan-zone", 2024).failed).toBe(0);
  expect(await storeReport(db, catalog, { ...unread, reader: "two" })).toMatchObject({ change: "unchanged" });
  expect(await amountIn(2024)).toBe(right.amount);
  // Read after all, the correction is to be looked at, and what was read stands.
  await storeReport(db, catalog, { ...input, reader: "three" });
  expect(await amountIn(2024)).toBe(right.amount);
  expect(itemOf("pingtan-zone", 2024).due).toBe(1);
}, 60_000);

test("figures recognised in a picture are shown by the release after somebody has accepted them", async () => {
  const input = await readSeed("huaian-city-2024.html", (fact) => ({
    ...fact,
    method: "ocr",
    confidence: 0.8,
  }));
  await storeReport(db, catalog, input);
  const { agency, year } = { agency: input.report.identity.agency?.id ?? "", year: 2024 };
  const item = itemOf(agency, year);
  expect(item).toMatchObject({ awaits: true });
  expect(item.unsure).toBeGreaterThan(0);
  enterReview(db, item, { verdict: "accepted", note: "", fingerprint: item.fingerprint, by: "lin", at: AT });
  expect(await getReport(db, agency, year)).toBeUndefined();
  const released = await release();
  if (typeof released === "string") throw new Error(released);
  expect(await getReport(db, agency, year)).toBeDefined();
  expect(await listReleaseEntries(db, released.release)).toMatchObject([
    { change: "accepted", agency, year },
  ]);
  expect(await release()).toBe("nothing-decided");
}, 60_000);

test.each([
  ["1,234", 1, 1234],
  ["75394432.52", 100, 7539443252],
  ["１２", 1, 12],
  ["0.50", 100, 50],
  ["1.5", 1, undefined],
  ["1.999", 100, undefined],
  ["-3", 1, undefined],
  ["abc", 1, undefined],
])("%s in units of %i is %s", (typed, scale, amount) => {
  expect(parseAmount(typed, scale)).toBe(amount);
});

test("a cell of a form says what was seen in it, or nothing", () => {
  expect(parseCell("form-2021|a|b|reported|12")).toEqual({
    cell: { edition: "form-2021", indicator: "a", member: "b" },
    seen: { status: "reported", amount: 12 },
  });
  expect(parseCell("form-2021|a|b|blank|")?.seen).toEqual({ status: "blank", amount: null });
  for (const wrong of ["", "a|b|c|d|e", "a|b|c|reported|x", "a|b|c|blank||x"])
    expect(parseCell(wrong)).toBeUndefined();
});
