import { createHash } from "node:crypto";
import { createRandom } from "../../db/seed/typeset/random.ts";
import { endingOf, type ReportLayout, typesetReport } from "../../db/seed/typeset/report.ts";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { ExpectedCell } from "../golden/recipe.ts";
import { drawFigures, PROFILES, pick } from "./figures.ts";
import type { Format } from "./formats.ts";
import { FORM_QUIRKS } from "./quirks.ts";
import words from "./words.json" with { type: "json" };

/** A document typeset from drawn figures, with all that a reader must find in it. */
export interface Case {
  readonly name: string;
  readonly format: string;
  /** Everything that makes it what it is: quirk of the file, quirk of the form, kind of figures, form. */
  readonly traits: readonly string[];
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly truth: Truth;
}

export interface Truth {
  readonly year: number;
  readonly cells: readonly ExpectedCell[];
}

interface Form {
  readonly name: string;
  readonly year: number;
  readonly tables: readonly string[];
}

const form = (edition: string, year: number): Form => ({
  name: edition,
  year,
  tables: ["disclosure", "requests", "remedies"].map((table) => `${edition}/${table}`),
});

/** As often as reports of each form are met. */
export const FORMS: readonly Form[] = [
  form("form-2021", 2023),
  form("form-2021", 2024),
  form("form-2021", 2021),
  form("form-2019", 2020),
  form("form-2019", 2019),
  { name: "form-2014", year: 2016, tables: ["form-2014/statistics"] },
  { name: "annex-fujian", year: 2012, tables: ["annex-fujian/annex"] },
  {
    name: "two-editions",
    year: 2019,
    tables: [...form("form-2019", 2019).tables, "form-2014/statistics"],
  },
];

/** A number for a case that is the same on every machine and unlike that of its neighbours. */
export function seedOf(seed: number, format: string, index: number): number {
  return createHash("sha256").update(`${seed} ${format} ${index}`).digest().readUInt32BE(0);
}

/** The quirks of a format take turns, so that even a small sample meets all of them; the rest is drawn. */
export function makeCase(catalog: Catalog, format: Format, seed: number, index: number): Case {
  const random = createRandom(seedOf(seed, format.id, index));
  const quirk = format.quirks[index % format.quirks.length];
  if (quirk === undefined) throw new Error(`${format.id} has no quirks`);
  const formQuirk = random() < 0.4 ? pick(random, FORM_QUIRKS) : undefined;
  const profile = pick(random, PROFILES);
  const { name, year, tables } = pick(random, FORMS);
  const sound = random() < 0.6;
  const figures = drawFigures(catalog, tables, profile, sound, random);
  const layout: ReportLayout = { ...formQuirk?.layout(random), ...quirk.layout(random) };
  const agency = pick(random, words.agencies);
  const title = words.title.replace("{agency}", agency).replace("{year}", String(year));
  const report = {
    ...{ slug: "accuracy", agency: "accuracy", title, year },
    source: { title, place: "", year },
    tables: [...figures.tables],
  };
  const bytes = typesetReport(report, { agency, notices: [] }, catalog.editions, layout);
  return {
    name: `${format.id}-${seed}-${index}`,
    format: format.id,
    traits: [
      `${format.id}/${quirk.name}`,
      `form: ${formQuirk?.name ?? "as printed"}`,
      `figures: ${profile}${sound ? "" : ", sums broken"}`,
      `edition: ${name}`,
    ],
    fileName: `${format.id}-${index}.${endingOf(layout)}`,
    bytes,
    truth: { year, cells: figures.cells },
  };
}
