import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { provisionalId } from "../../db/agency-entry.ts";
import { type Database, openInMemory } from "../../db/client.ts";
import { getAgency, listAgencies } from "../../db/queries/agencies.ts";
import { getDocument } from "../../db/queries/documents.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { getReport, listReports } from "../../db/queries/reports.ts";
import { agencies, facts, findings, reports, terms, totals, versions } from "../../db/schema.ts";
import { isHeld, storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { fact, READ_AT, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});

const store = (sketch: ReportSketch = {}) => storeReport(db, catalog, storeInput(sketch));
const totalChanges = () => db.$client.prepare("SELECT total_changes()").pluck().get();
const dataVersion = async () => (await getDataVersion(db)).version;

/** The one report stored in most tests: version shown, its file and figure, and how many versions there are. */
async function shown() {
  const view = await getReport(db, "pingtan-zone", 2022);
  const [value] = view?.facts.map((each) => each.value) ?? [];
  return [
    view?.summary.version,
    view?.summary.fileName,
    value?.status === "reported" ? value.amount : value?.status,
    view?.versions.length,
  ];
}

const figure = (amount: number) => [fact("requests-received", amount)];

describe("the constraint of a value", () => {
  it.each([
    ["blank", 0],
    ["absent", 3],
    ["reported", null],
    ["reported", 1.5],
  ] as const)("refuses %s with the amount %s", async (status, amount) => {
    await store();
    for (const table of [facts, totals]) {
      expect(() => db.update(table).set({ status, amount }).run()).toThrow(/CHECK constraint failed/);
    }
  });

  it("keeps facts and totals without row ids", () => {
    for (const table of ["facts", "totals"]) {
      expect(() => db.$client.prepare(`SELECT rowid FROM ${table}`)).toThrow(/no such column: rowid/);
    }
  });
});

describe("a report stored", () => {
  it("comes back as read, every fact with value, text and place", async () => {
    const input = storeInput({
      facts: [
        fact("requests-received", 7, { row: 1 }),
        fact("requests-received", "blank", { row: 2, member: "natural-person" }),
        fact("requests-carried-in", "dash", { row: 3, printed: "—" }),
        fact("fees-charged", 1999, { row: 4, unit: "yuan", printed: "19.99" }),
      ],
      findings: [
        {
          code: "value-illegible",
          parameters: { printed: "7?" },
          origin: { document: sha256Of("a"), table: 1, row: 1, column: 2 },
        },
        { code: "agency-undecided", parameters: {} },
      ],
    });
    expect(await storeReport(db, catalog, input)).toEqual({
      change: "added",
      agency: "pingtan-zone",
      year: 2022,
      scope: "whole-region",
      version: 1,
      provisional: false,
    });
    const view = await getReport(db, "pingtan-zone", 2022);
    expect(view?.facts).toEqual(input.report.facts);
    expect(view?.evidence).toEqual(input.report.identity.evidence);
    expect(view?.findings.filter(({ check }) => check === undefined)).toEqual([
      { ...input.findings[0], severity: "warning" },
      { ...input.findings[1], severity: "error" },
    ]);
    expect(view?.summary).toMatchObject({
      title: "Report of 2022",
      published: "2023-01-20",
      readAt: READ_AT,
      editions: ["form-2021"],
      cellsExpected: 4,
      findings: { error: 1, warning: 1, info: 1 },
    });
  });

  it("keeps the first of a fact read twice", async () => {
    await store({ facts: [fact("requests-received", 7), fact("requests-received", 8)] });
    expect(await shown()).toEqual([1, "a.html", 7, 1]);
  });

  it.each(["agency", "year", "scope"] as const)("is refused while its %s is undecided", async (part) => {
    const input = storeInput();
    const identity = { ...input.report.identity, [part]: null };
    const undecided = { ...input, report: { ...input.report, identity } };
    await expect(storeReport(db, catalog, undecided)).rejects.toThrow(/undecided/);
    expect(await dataVersion()).toBe(0);
  });

  it("goes in whole or not at all", async () => {
    const broken = fact("requests-received", Number.NaN);
    await expect(store({ facts: [fact("results-total", 1), broken] })).rejects.toThrow();
    for (const table of [agencies, terms, reports, versions, facts, totals]) {
      expect(db.select().from(table).all()).toEqual([]);
    }
  });
});

describe("versions", () => {
  const a = { file: "a", facts: figure(7) };
  const b = { file: "b", facts: figure(8) };
  const aReread = { ...a, facts: figure(9), reader: "reader-2" };
  const aSame = { ...a, reader: "reader-2" };
  it.each<[string, ReportSketch[], string, unknown[]]>([
    ["one file", [a], "added", [1, "a.html", 7, 1]],
    ["the same file twice", [a, a], "unchanged", [1, "a.html", 7, 1]],
    ["a changed file", [a, b], "new-version", [2, "b.html", 8, 2]],
    ["an old file handed in again", [a, b, a], "new-version", [3, "a.html", 7, 3]],
    ["another reader, the same figures", [a, aSame], "unchanged", [1, "a.html", 7, 1]],
    ["another reader, other figures", [a, aReread], "new-version", [2, "a.html", 9, 2]],
    ["a superseded file, another reader, the same figures", [a, b, aSame], "unchanged", [2, "b.html", 8, 2]],
    ["a superseded file, another reader, other figures", [a, b, aReread], "new-version", [2, "b.html", 8, 3]],
  ])("%s", async (_, sketches, change, expected) => {
    let last: Awaited<ReturnType<typeof store>> | undefined;
    for (const sketch of sketches) last = await store(sketch);
    expect(last?.change).toBe(change);
    expect(await shown()).toEqual(expected);
    expect(db.select().from(totals).where(eq(totals.year, 2022)).all()).toMatchObject([
      { amount: expected[2] },
    ]);
  });

  it("are not written for a file that is held: no row changes, the data version stays", async () => {
    await store(a);
    const before = [totalChanges(), await dataVersion()];
    await store(a);
    expect([totalChanges(), await dataVersion()]).toEqual(before);
  });

  it("raise the data version by one each", async () => {
    await store(a);
    await store(b);
    expect(await getDataVersion(db)).toEqual({ version: 2, changedAt: READ_AT });
  });

  it("take the new reader's findings along when the figures are the same", async () => {
    await store(a);
    await store({ ...aSame, findings: [{ code: "scope-conflict", parameters: {} }] });
    expect(db.select().from(versions).all()).toMatchObject([{ reader: "reader-2", number: 1 }]);
    expect(db.select().from(findings).all()).toMatchObject([{ code: "scope-conflict", severity: "warning" }]);
  });

  it("say what is held, shown or superseded, for each reader", async () => {
    await store(a);
    await store(b);
    const held = (file: string, reader: string) => isHeld(db, sha256Of(file), reader);
    expect([await held("a", "reader-1"), await held("b", "reader-1")]).toEqual([true, true]);
    expect([await held("a", "reader-2"), await held("c", "reader-1")]).toEqual([false, false]);
  });
});

describe("agencies", () => {
  const unknown = { name: "某某县档案馆" };

  it("unknown to the catalog are entered provisionally under a stable id", async () => {
    const result = await store({ agency: unknown });
    expect(result).toMatchObject({ provisional: true, agency: provisionalId(unknown.name) });
    expect(result.agency).toMatch(/^provisional-[0-9a-f]{10}$/);
    expect(await getAgency(db, result.agency)).toMatchObject({
      nameZh: unknown.name,
      nameEn: null,
      provisional: true,
    });
    expect((await store({ agency: unknown, year: 2023, file: "b" })).agency).toBe(result.agency);
  });

  it("lose a document that a newer reading gives to another, and go with their last report", async () => {
    const { agency } = await store({ agency: unknown });
    expect(await store({ reader: "reader-2" })).toMatchObject({ change: "added", agency: "pingtan-zone" });
    expect(await getAgency(db, agency)).toBeUndefined();
    expect((await getDocument(db, sha256Of("a")))?.reports).toEqual([
      { agency: "pingtan-zone", year: 2022, scope: "whole-region", version: 1 },
    ]);
  });

  it("show an older version when the newer document turns out to be of another year", async () => {
    await store({ file: "a", facts: figure(7) });
    await store({ file: "b", facts: figure(8) });
    await store({ file: "b", facts: figure(8), year: 2023, reader: "reader-2" });
    expect(await shown()).toEqual([1, "a.html", 7, 1]);
    expect((await listReports(db)).map(({ year, fileName }) => [year, fileName])).toEqual([
      [2023, "b.html"],
      [2022, "a.html"],
    ]);
  });

  it("follow the catalog", async () => {
    await store();
    const known = catalog.agencies.map((each) =>
      each.id === "pingtan-zone" ? { ...each, name: { zh: "平潭", en: "Pingtan" } } : each,
    );
    await storeReport(db, { ...catalog, agencies: known }, storeInput({ reader: "reader-2" }));
    expect((await listAgencies(db)).map(({ nameEn }) => nameEn)).toEqual(["Pingtan"]);
  });

  it("outside the catalog's ids are a fault of the caller", async () => {
    await expect(store({ agency: "no-such-agency" })).rejects.toThrow(/no-such-agency/);
  });
});
