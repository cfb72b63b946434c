import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listRates } from "../../db/queries/rates.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Fact } from "../../lib/model.ts";
import { fact, type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});

const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));

const RECEIVED = "requests-received";
const old = { edition: "form-2014" };

describe("a rate", () => {
  const full = "disclosed-in-full";
  const part = "disclosed-in-part";
  const total = "results-total";
  it.each<[string, string, Fact[], object]>([
    [
      "of sums",
      "disclosure-rate",
      [fact(full, 30), fact(part, 10), fact(total, 80)],
      {
        value: 0.5,
        reason: null,
        ranked: true,
        numerator: { amount: 40 },
        grade: "exact",
        edition: "form-2021",
      },
    ],
    [
      "of no cases",
      "disclosure-rate",
      [fact(full, 0), fact(part, 0), fact(total, 0)],
      { value: null, reason: "no-cases" },
    ],
    [
      "of fewer than ten",
      "disclosure-rate",
      [fact(full, 3), fact(part, 1), fact(total, 9)],
      { value: null, reason: "too-few", ranked: false, denominator: { amount: 9 } },
    ],
    [
      "with a blank numerator",
      "disclosure-rate",
      [fact(full, 3), fact(part, "blank"), fact(total, 8)],
      { value: null, reason: "blank", denominator: { amount: 8 } },
    ],
    [
      "without a denominator",
      "disclosure-rate",
      [fact(full, 3), fact(part, 1)],
      { value: null, reason: "absent" },
    ],
    [
      "of one member in all",
      "natural-person-share",
      [fact(RECEIVED, 16), fact(RECEIVED, 12, { member: "natural-person" })],
      { value: 0.75, ranked: false, interval: { low: expect.closeTo(0.505, 3) } },
    ],
    [
      "from the form of 2014",
      "clearance-rate",
      [fact(RECEIVED, 8, old), fact(total, 8, old)],
      { value: null, reason: "absent", grade: "approximate", edition: "form-2014" },
    ],
    [
      "from two editions",
      "full-disclosure-rate",
      [fact(full, 8), fact(total, 16, old)],
      { value: 0.5, grade: "approximate", edition: null },
    ],
  ])("%s", async (_, rate, facts, expected) => {
    await store({ facts });
    const rates = await listRates(db, catalog, { agencies: ["pingtan-zone"], rate, years: [2022] });
    expect(rates).toMatchObject([{ agency: "pingtan-zone", year: 2022, rate, ...expected }]);
  });

  it("on residents is given where they are held, and a gap where they are not", async () => {
    await store({ facts: [fact(RECEIVED, 40)] });
    const ask = (populations: typeof catalog.populations) =>
      listRates(
        db,
        { ...catalog, populations },
        { agencies: ["pingtan-zone"], rate: "requests-per-10000-residents", years: [2022] },
      );
    const source = { zh: "test", en: "test" };
    const count = (year: number, residents: number, region = "350128") => ({
      year,
      source,
      residents: { [region]: residents },
    });
    const held = await ask([count(2016, 1), count(2020, 400_000), count(2028, 2)]);
    expect(held).toMatchObject([{ value: 0.0001, denominator: { amount: 400_000 }, ranked: true }]);
    const nothing = [{ value: null, reason: "absent", denominator: { status: "absent" } }];
    // Too long ago, of another place, and none at all.
    for (const none of [[count(2016, 400_000)], [count(2022, 400_000, "350100")], []])
      expect(await ask(none)).toMatchObject(nothing);
  });

  it("unknown is a fault of the caller", async () => {
    const selection = { agencies: [], rate: "no-such-rate", years: [] };
    await expect(listRates(db, catalog, selection)).rejects.toThrow(/no-such-rate/);
  });
});
