import { beforeAll, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listRates } from "../../db/queries/rates.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { storeInput } from "../fixtures/report-builder.ts";
import { seedFacts } from "../fixtures/seed-facts.ts";

const catalog = getCatalog();
let db: Database;

beforeAll(async () => {
  db = openInMemory();
  for (const [agency, year] of [
    ["huaian-city", 2024],
    ["suqian-city", 2023],
    ["suqian-city", 2024],
  ] as const) {
    const slug = `${agency}-${year}`;
    await storeReport(db, catalog, storeInput({ file: slug, agency, year, facts: seedFacts(catalog, slug) }));
  }
});

/** `numerator / denominator = rate`, the rate in percent or per so many with one decimal. */
async function told(rate: string, agency: string, year: number): Promise<string> {
  const [found] = await listRates(db, catalog, { agencies: [agency], rate, years: [year] });
  const declared = catalog.rates.find(({ id }) => id === rate);
  const { numerator, denominator, value } = found ?? {};
  if (numerator?.status !== "reported" || denominator?.status !== "reported") return "not reported";
  const read = value == null ? String(found?.reason) : (value * (declared?.per ?? 1)).toFixed(1);
  return `${numerator.amount} / ${denominator.amount} = ${read}`;
}

describe("rates of reports published by 淮安市 and 宿迁市", () => {
  // The worked values of the domain reference, 4.2; the last ones computed by hand from the printed tables.
  it.each([
    ["disclosure-rate", "huaian-city", 2024, "1816 / 3050 = 59.5"],
    ["disclosure-rate-on-workload", "huaian-city", 2024, "1816 / 3153 = 57.6"],
    ["disclosure-rate", "suqian-city", 2023, "1519 / 3486 = 43.6"],
    ["disclosure-rate", "suqian-city", 2024, "1902 / 3521 = 54.0"],
    ["not-held-rate", "suqian-city", 2023, "1047 / 3486 = 30.0"],
    ["reconsideration-correction-rate", "huaian-city", 2024, "64 / 314 = 20.4"],
    ["reconsideration-correction-rate-strict", "huaian-city", 2024, "64 / 136 = 47.1"],
    ["reconsideration-correction-rate", "suqian-city", 2023, "17 / 414 = 4.1"],
    ["reconsideration-correction-rate", "suqian-city", 2024, "18 / 134 = 13.4"],
    ["litigation-loss-rate", "huaian-city", 2024, "5 / 39 = 12.8"],
    ["reconsideration-incidence", "huaian-city", 2024, "351 / 3050 = 11.5"],
    ["litigation-incidence", "huaian-city", 2024, "46 / 3050 = 1.5"],
    ["litigation-incidence", "suqian-city", 2024, "77 / 3521 = 2.2"],
    ["reconsideration-pending-share", "suqian-city", 2024, "36 / 170 = 21.2"],
    ["post-reconsideration-share", "suqian-city", 2024, "52 / 77 = 67.5"],
    ["clearance-rate", "huaian-city", 2024, "3050 / 3153 = 96.7"],
    ["carry-over-rate", "huaian-city", 2024, "103 / 3153 = 3.3"],
    ["natural-person-share", "huaian-city", 2024, "3001 / 3119 = 96.2"],
  ])("%s of %s %d is %s", async (rate, agency, year, expected) => {
    expect(await told(rate, agency, year)).toBe(expected);
  });

  it("hold together: the shares of the grounds add to all denials, and the outcomes to all results", async () => {
    const counted = async (ids: readonly string[]) => {
      const texts = await Promise.all(ids.map((id) => told(id, "suqian-city", 2024)));
      const parts = texts.map((text) => text.split(/ [/=] /).map(Number));
      const whole = new Set(parts.map(([, denominator]) => denominator));
      return [parts.reduce((sum, [count = 0]) => sum + count, 0), [...whole]];
    };
    const grounds = catalog.rates.filter(({ family }) => family === "denial-reason").map(({ id }) => id);
    expect(grounds).toHaveLength(8);
    const [denied, [denials]] = (await counted(grounds)) as [number, number[]];
    expect(denied).toBe(denials);
    const outcomes = [
      "disclosure-rate",
      "denial-rate",
      "unable-rate",
      "not-processed-rate",
      "other-handling-rate",
    ];
    expect(await counted(outcomes)).toEqual([3521, [3521]]);
  });
});
