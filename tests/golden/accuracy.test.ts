import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Accuracy } from "../../lib/catalog/schema.ts";
import { runBatch } from "../accuracy/batch.ts";
import { FORMATS } from "../accuracy/formats.ts";
import { judge } from "../accuracy/judge.ts";
import { deviationOf, tally } from "../accuracy/summary.ts";
import type { ExpectedCell } from "./recipe.ts";

/**
 * Holds the published measure of accuracy true: no number wrong, and the rate read right in a sample no lower than
 * chance allows. The sample is documents of the published run, by turns of each of its seeds, as many as show every quirk.
 */

const { accuracy } = getCatalog();
const OWN = FORMATS.filter(({ steps }) => steps.length === 0);
const FEWEST = 10;
/** Standard errors between the sample's mean and the published one: chance alone passes them once in 30,000 runs. */
const STANDARD_ERRORS = 4;

type Published = Accuracy["formats"][number];

const rateOf = ({ right, cells }: { readonly right: number; readonly cells: number }) => right / cells;

/** The lowest rate of a sample of `count` documents; documents, not cells, are what was drawn. */
function lowestRate(published: Published, count: number): number {
  const error = published.deviation * Math.sqrt(1 / count + 1 / published.documents);
  return rateOf(published) - STANDARD_ERRORS * error;
}

describe.skipIf(accuracy === undefined)("the published accuracy", () => {
  const formats = accuracy?.formats ?? [];

  it("names every format that needs no other program", () => {
    expect(formats.map(({ id }) => id)).toEqual(expect.arrayContaining(OWN.map(({ id }) => id)));
  });

  it("adds up", () => {
    for (const format of formats) {
      const { cells, right, unread, mismarked, wrong } = format;
      expect(right + unread + mismarked, format.id).toBeLessThanOrEqual(cells);
      expect(cells - right - unread - mismarked, format.id).toBeLessThanOrEqual(wrong);
      for (const key of ["documents", "cells", "right", "unread", "mismarked", "wrong"] as const)
        expect(
          format.quirks.reduce((sum, quirk) => sum + quirk[key], 0),
          `${format.id} ${key}`,
        ).toBe(format[key]);
    }
    for (const group of ["form: ", "figures: ", "edition: "]) {
      const traits = (accuracy?.traits ?? []).filter(({ name }) => name.startsWith(group));
      const sum = (list: readonly { readonly cells: number }[]) =>
        list.reduce((all, { cells }) => all + cells, 0);
      expect(sum(traits), group).toBe(sum(formats));
    }
  });

  it("counts no number read wrong", () => {
    expect(formats.filter(({ wrong }) => wrong > 0).map(({ id }) => id)).toEqual([]);
  });

  it.each(OWN)("holds on a sample of $id", { timeout: 120_000 }, async (format) => {
    const published = formats.find(({ id }) => id === format.id);
    if (published === undefined)
      throw new Error(`${format.id} is not published: npm run accuracy -- --write`);
    const seeds = accuracy?.seeds ?? [];
    const share = Math.ceil(Math.max(FEWEST, format.quirks.length) / seeds.length);
    const batches = seeds.map((seed, nth) => ({ seed, from: nth * share, to: (nth + 1) * share }));
    const results = await Promise.all(batches.map((batch) => runBatch({ format: format.id, ...batch })));
    const verdicts = results.flatMap((result) => result.verdicts);
    expect(verdicts.flatMap(({ name, wrong }) => wrong.map((line) => `${name}: ${line}`))).toEqual([]);
    expect(rateOf(tally(verdicts))).toBeGreaterThanOrEqual(lowestRate(published, verdicts.length));
  });
});

describe("judging", () => {
  const cell = (name: string, status: string, amount: number | null): ExpectedCell => [
    ...(["form", name, "total"] as const),
    status,
    amount,
    null,
  ];
  const printed = [cell("a", "reported", 1), cell("b", "blank", null), cell("c", "dash", null)];

  it("calls a number wrong for a cell that prints another, prints none, or is not printed", () => {
    const read = [cell("a", "reported", 2), cell("b", "reported", 0), cell("d", "reported", 5)];
    const { counts, wrong } = judge(printed, read);
    expect(counts).toEqual({ right: 0, unread: 1, mismarked: 0, wrong: 2 });
    expect(wrong).toEqual([
      "form/a/total: printed 1, read 2",
      "form/b/total: printed blank, read 0",
      "form/d/total: not printed, read 5",
    ]);
  });

  it("calls a cell unread that is missing, illegible or absent, and mismarked for another mark", () => {
    const read = [cell("a", "illegible", null), cell("b", "blank", null), cell("c", "not-applicable", null)];
    expect(judge(printed, read)).toEqual({
      counts: { right: 1, unread: 1, mismarked: 1, wrong: 0 },
      wrong: [],
    });
    expect(judge(printed, []).counts).toEqual({ right: 0, unread: 3, mismarked: 0, wrong: 0 });
  });

  it("calls a number wrong that is read beside the right one", () => {
    const read = [cell("a", "reported", 1), cell("a", "reported", 3)];
    expect(judge(printed.slice(0, 1), read).counts.wrong).toBe(1);
  });

  it("measures how documents differ, not cells", () => {
    const verdict = {
      name: "",
      format: "",
      traits: [],
      unread: 0,
      mismarked: 0,
      wrong: [],
      codes: [],
      milliseconds: 0,
    };
    const verdicts = [
      { ...verdict, cells: 100, right: 100 },
      { ...verdict, cells: 10, right: 5 },
    ];
    expect(deviationOf(verdicts)).toBeCloseTo(0.3536, 4);
  });
});
