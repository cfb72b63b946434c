import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { TableFigures } from "../../lib/typeset/figures.ts";
import type { Random } from "../../lib/typeset/random.ts";
import { type ExpectedCell, findTemplate, listFormCells, unitsOf } from "../golden/recipe.ts";
import words from "./words.json" with { type: "json" };

/** Figures to put into documents, and what a reader must find: the truth is what was drawn, never what was read. */

export const PROFILES = [
  "plain",
  "zeros",
  "large",
  "blanks",
  "marks",
  "thousands",
  "remarks",
  "full-width",
  "units",
  "signed",
  "spaces",
  "numerals",
] as const;
/** Recognising a picture costs seconds: its documents print the figures as most reports do. */
export const SCANNED_PROFILES = ["plain", "zeros", "large", "blanks", "marks"] as const;
export type Profile = (typeof PROFILES)[number];

export interface DrawnFigures {
  readonly tables: readonly TableFigures[];
  readonly cells: readonly ExpectedCell[];
}

/** What a cell prints, and what that means: status, and amount in the unit where a number is reported. */
interface Printed {
  readonly text: string | null;
  readonly status: string;
  readonly amount: number | null;
}

const BLANK: Printed = { text: null, status: "blank", amount: null };

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

const reported = (text: string, amount: number): Printed => ({ text, status: "reported", amount });

function drawCount(random: Random, profile: Profile): number {
  const zeros = profile === "zeros" ? 0.85 : profile === "large" ? 0.05 : 0.3;
  if (random() < zeros) return 0;
  return Math.floor(10 ** (random() * (profile === "large" ? 7 : 3.6)));
}

const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");
const widenDigits = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xff10 - 0x30));

/** 1 to 9999 in Chinese numerals. */
function toNumerals(count: number): string {
  const { digits, places } = words.numerals;
  const parts = [...String(count)].map((digit, index, all) => ({
    digit: Number(digit),
    place: places[all.length - 1 - index] ?? "",
  }));
  const text = parts
    .map(({ digit, place }) => (digit === 0 ? (digits[0] ?? "") : `${digits[digit]}${place}`))
    .join("");
  const zero = digits[0] ?? "";
  return text.replace(new RegExp(`${zero}+`, "g"), zero).replace(new RegExp(`(?<=.)${zero}$`), "");
}

function printCount(random: Random, count: number, profile: Profile, change: boolean): Printed {
  const text = String(count);
  const seldom = random();
  switch (profile) {
    case "thousands":
      return reported(groupDigits(text), count);
    case "full-width":
      return reported(widenDigits(text), count);
    case "units":
      return reported(seldom < 0.4 ? `${text}${pick(random, words.countUnits)}` : text, count);
    case "remarks":
      return seldom < 0.25 && count > 1
        ? reported(pick(random, words.remarks).replace("{number}", text), count)
        : reported(text, count);
    case "signed":
      if (!change || count === 0) return reported(text, count);
      return seldom < 0.5 ? reported(`-${text}`, -count) : reported(`+${text}`, count);
    case "spaces":
      return reported(pick(random, ["{}", " {}", "{} ", "\u3000{}", "{}\u00a0"]).replace("{}", text), count);
    case "numerals":
      return seldom < 0.3 && count > 0 && count < 10_000
        ? reported(toNumerals(count), count)
        : reported(text, count);
    default:
      return reported(text, count);
  }
}

/** Money in the unit that the form prints, or with its own unit; exact to the fen. */
function printMoney(random: Random, formUnit: string, catalog: Catalog): Printed {
  const factorOf = (unit: string) =>
    catalog.notation.moneyUnits.find(({ printed }) => printed === unit)?.factor ?? 1;
  const whole = drawCount(random, "plain");
  const decimals = pick(random, [0, 1, 2, 2, 4]);
  const own = formUnit === "" || random() < 0.25;
  const unit = own ? pick(random, words.moneyUnits) : formUnit;
  const kept = factorOf(unit) === 1 ? Math.min(decimals, 2) : decimals;
  const fraction = kept === 0 ? "" : `.${String(Math.floor(random() * 10 ** kept)).padStart(kept, "0")}`;
  const text = `${whole}${fraction}`;
  return reported(own ? `${text}${unit}` : text, Number((Number(text) * factorOf(unit)).toFixed(2)));
}

const MARKS: readonly Printed[] = [
  { text: "/", status: "not-applicable", amount: null },
  { text: "-", status: "dash", amount: null },
  { text: "\u2014", status: "dash", amount: null },
  { text: words.none, status: "not-applicable", amount: null },
];

const TOTAL = "total";
/** Rows of the request table that are no outcome of a request. */
const FRAME_ROWS = new Set([
  "requests-received",
  "requests-carried-in",
  "results-total",
  "requests-carried-out",
]);

type Counts = Map<string, number>;
const keyOf = (indicator: string, member: string): string => `${indicator}/${member}`;

/** Changes counts so that the sums of the form hold: outcomes to their total, what came to what was done, rows to 总计. */
function balance(counts: Counts, table: string): void {
  const get = (indicator: string, member: string) => counts.get(keyOf(indicator, member)) ?? 0;
  const keys = [...counts.keys()].map((key) => key.split("/") as [string, string]);
  const indicators = [...new Set(keys.map(([indicator]) => indicator))];
  const members = [...new Set(keys.map(([, member]) => member))].filter((member) => member !== TOTAL);
  if (table === "requests") {
    for (const member of members) {
      const outcomes = indicators.filter((indicator) => !FRAME_ROWS.has(indicator));
      const total = outcomes.reduce((sum, indicator) => sum + get(indicator, member), 0);
      const carriedIn = Math.min(
        get("requests-carried-in", member),
        total + get("requests-carried-out", member),
      );
      counts.set(keyOf("results-total", member), total);
      counts.set(keyOf("requests-carried-in", member), carriedIn);
      counts.set(keyOf("requests-received", member), total + get("requests-carried-out", member) - carriedIn);
    }
    for (const indicator of indicators)
      counts.set(
        keyOf(indicator, TOTAL),
        members.reduce((sum, member) => sum + get(indicator, member), 0),
      );
  }
  if (table === "remedies")
    for (const indicator of indicators.filter((name) => name.endsWith("-total"))) {
      const stem = indicator.slice(0, -TOTAL.length);
      const parts = indicators.filter((name) => name.startsWith(stem) && name !== indicator);
      counts.set(
        keyOf(indicator, TOTAL),
        parts.reduce((sum, part) => sum + get(part, TOTAL), 0),
      );
    }
}

function drawTable(catalog: Catalog, name: string, profile: Profile, sound: boolean, random: Random) {
  const [edition = "", table = ""] = name.split("/");
  const template = findTemplate(catalog, edition, table);
  const formCells = listFormCells(template);
  const indicatorOf = (id: string) => catalog.indicators.find((candidate) => candidate.id === id);
  const counts: Counts = new Map(
    formCells.map(({ indicator, member }) => [keyOf(indicator, member), drawCount(random, profile)]),
  );
  if (sound) balance(counts, table);
  const figures: Record<string, Record<string, string | null>> = {};
  const cells = formCells.map(({ indicator, member, formUnit }): ExpectedCell => {
    const known = indicatorOf(indicator);
    const count = counts.get(keyOf(indicator, member)) ?? 0;
    const printed =
      profile === "blanks" && random() < 0.4
        ? BLANK
        : profile === "marks" && random() < 0.2
          ? pick(random, MARKS)
          : known?.unit === "yuan"
            ? printMoney(random, formUnit, catalog)
            : printCount(random, count, profile, known?.measure === "change");
    figures[indicator] = { ...figures[indicator], [member]: printed.text };
    return [edition, indicator, member, printed.status, printed.amount, printed.text];
  });
  const hasUnits = template.blocks.some((block) => block.unitColumn);
  return {
    figures: { edition, table, figures, ...(hasUnits && { units: unitsOf(catalog, template) }) },
    cells,
  };
}

/** Figures for every cell of the tables named `edition/table`; `sound` ones keep the sums of the form. */
export function drawFigures(
  catalog: Catalog,
  tables: readonly string[],
  profile: Profile,
  sound: boolean,
  random: Random,
): DrawnFigures {
  const drawn = tables.map((name) => drawTable(catalog, name, profile, sound, random));
  return { tables: drawn.map(({ figures }) => figures), cells: drawn.flatMap(({ cells }) => cells) };
}
