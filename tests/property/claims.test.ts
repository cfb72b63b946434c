import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { runChecks } from "../../lib/checks/run-checks.ts";
import { aloneSubject } from "../../lib/checks/subject.ts";
import { parseChineseNumeral } from "../../lib/facts/chinese-numeral.ts";
import type { Fact } from "../../lib/model.ts";
import { groupThousands, toFullWidth } from "../../lib/typeset/numerals.ts";
import { readProse } from "../fixtures/claim-sketch.ts";
import { fact } from "../fixtures/report-builder.ts";
import phrases from "./phrases.json" with { type: "json" };

const catalog = getCatalog();
const YEAR = 2024;
const SEED = Number(process.env.PROPERTY_SEED ?? 20);

/** What the phrases count: sums of cells, by the names the phrases use. */
const COUNTED: Readonly<Record<string, readonly string[]>> = phrases.counted;
const CELLS = [...new Set(Object.values(COUNTED).flat())].map((term) => term.replace(/^-/, ""));

type Figures = Readonly<Record<string, number>>;

const figures: fc.Arbitrary<Figures> = fc.record(
  Object.fromEntries(
    CELLS.map((cell) => [
      cell,
      fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 4_000_000 })),
    ]),
  ),
);

const amountOf = (figures: Figures, name: string): number =>
  (COUNTED[name] ?? []).reduce(
    (sum, term) => sum + (term.startsWith("-") ? -1 : 1) * (figures[term.replace(/^-/, "")] ?? 0),
    0,
  );

function factsOf(given: Figures): Fact[] {
  const { direct, after } = phrases;
  const totals = Object.entries(phrases.totals).map(([total, parts]) =>
    fact(
      total,
      parts.reduce((sum, part) => sum + (given[part] ?? 0), 0),
    ),
  );
  const zeros = [...direct, ...after, ...phrases.zeros]
    .filter((cell) => !(cell in given))
    .map((cell) => fact(cell, 0));
  const cells = [...Object.entries(given).map(([cell, amount]) => fact(cell, amount)), ...zeros, ...totals];
  // Columns left empty, so that nothing keeps a number from failing.
  return cells.flatMap((cell) => [cell, fact(cell.indicator, "blank", { member: "natural-person" })]);
}

const DIGITS = "零一二三四五六七八九";

/** A numeral as people write it; `undefined` where the reader of numerals does not take it for that number. */
function writeChinese(number: number): string | undefined {
  const group = (part: number): string =>
    ["千", "百", "十", ""]
      .map((place, at) => {
        const digit = Math.floor(part / 10 ** (3 - at)) % 10;
        return digit === 0 ? "零" : `${DIGITS[digit]}${place}`;
      })
      .join("")
      .replace(/零+/g, "零")
      .replace(/^零|零$/g, "");
  const high = Math.floor(number / 10_000);
  const low = number % 10_000;
  const text =
    `${high > 0 ? `${group(high)}万` : ""}${high > 0 && low > 0 && low < 1000 ? "零" : ""}${group(low)}` ||
    "零";
  return parseChineseNumeral(text) === number ? text : undefined;
}

/** The ways a number is printed in prose that are true of it. */
function spellingsOf(number: number): string[] {
  const digits = String(number);
  const place = 10 ** Math.max(0, digits.length - 2);
  const floor = Math.floor(number / place) * place;
  const chinese = writeChinese(number);
  return [
    digits,
    groupThousands(digits),
    toFullWidth(digits),
    ...(chinese === undefined ? [] : [chinese]),
    ...(number > 100 && floor < number && floor % (place * 10) !== 0 ? [`${floor}余`, `逾${floor}`] : []),
    ...(number > 40 ? [`约${Math.round(number / place) * place}`] : []),
    ...(number >= 10_000 ? [`${(number / 10_000).toFixed(2)}万`] : []),
  ];
}

const sentence = (given: Figures): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...phrases.leads),
      fc.array(
        fc.constantFrom(...phrases.clauses).chain(([text = "", name = ""]) => {
          const value = amountOf(given, name);
          return fc.constantFrom(...spellingsOf(value)).map((spelling) => text.replace("{}", spelling));
        }),
        { minLength: 1, maxLength: 5 },
      ),
      fc.constantFrom(...phrases.joints),
      fc.constantFrom(...phrases.ends),
    )
    .map(([lead, clauses, joint, end]) => `${lead}${clauses.join(joint)}${end}`);

function check(text: string, given: Figures, before: Figures | null = null) {
  const claims = readProse(`${phrases.heading}@${text}`, catalog, { year: YEAR, agency: phrases.agency });
  const agency = { id: "", kind: null, level: null };
  const years = { title: YEAR, period: YEAR };
  const alone = aloneSubject({
    agency,
    year: YEAR,
    scope: "whole-region",
    facts: factsOf(given),
    claims,
    sections: [],
    published: null,
    years,
  });
  const subject = { ...alone, previous: before && factsOf(before) };
  const results = runChecks(subject, catalog).filter((result) => result.check.startsWith("text-"));
  return { claims, results, failed: results.filter(({ verdict }) => verdict === "failed") };
}

const failures = ({ failed }: ReturnType<typeof check>) =>
  failed.map(({ check: id, instance, left, right }) => `${id} ${instance}: ${left}, ${right}`);

describe("sentences made of the figures", () => {
  it("never fail, and are understood", () => {
    let passed = 0;
    let stated = 0;
    fc.assert(
      fc.property(
        figures.chain((given) => fc.tuple(fc.constant(given), sentence(given))),
        ([given, text]) => {
          const outcome = check(text, given);
          expect(failures(outcome), text).toEqual([]);
          passed += outcome.results.filter(({ verdict }) => verdict === "passed").length;
          stated += new Set(outcome.claims.map(({ subject, amount }) => `${subject}${amount}`)).size;
        },
      ),
      { numRuns: 400, seed: SEED },
    );
    expect(passed / stated).toBeGreaterThan(0.99);
  });

  it("never fail for shares and growth that follow from the figures", () => {
    fc.assert(
      fc.property(figures, figures, fc.integer({ min: 0, max: 2 }), (given, before, places) => {
        const [part, whole] = [amountOf(given, "granted"), amountOf(given, "results")];
        const [now, then] = [amountOf(given, "new"), amountOf(before, "new")];
        fc.pre(whole > 0 && then > 0);
        const growth = (now / then - 1) * 100;
        const text = phrases.comparisons
          .replace("{whole}", String(whole))
          .replace("{part}", String(part))
          .replace("{share}", ((part / whole) * 100).toFixed(places))
          .replace("{now}", String(now))
          .replace("{direction}", (growth < 0 ? phrases.fall : phrases.rise) ?? "")
          .replace("{growth}", Math.abs(growth).toFixed(places));
        expect(failures(check(text, given, before)), text).toEqual([]);
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  it("fail where one number is another", () => {
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom(...phrases.clauses),
        fc.constantFrom(...phrases.leads),
        (given, clause, lead) => {
          const [text = ""] = clause;
          const wrong = Object.values(given).reduce((sum, amount) => sum + amount, 1);
          const { failed, results } = check(`${lead}${text.replace("{}", String(wrong))}。`, given);
          expect(failed.length, JSON.stringify([text, results])).toBe(1);
        },
      ),
      { numRuns: 200, seed: SEED },
    );
  });
});
