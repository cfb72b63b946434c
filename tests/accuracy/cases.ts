import type { Catalog } from "../../lib/catalog/catalog.ts";
import { createRandom } from "../../lib/typeset/random.ts";
import { endingOf, type ReportLayout, typesetReport } from "../../lib/typeset/report.ts";
import type { ExpectedCell } from "../golden/recipe.ts";
import { makeCollection } from "./collection.ts";
import { drawFigures, PROFILES, pick, SCANNED_PROFILES } from "./figures.ts";
import type { Format } from "./formats.ts";
import { FORMS, seedOf } from "./forms.ts";
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
  readonly truth: readonly Truth[];
}

/** What one report prints. */
export interface Truth {
  /** Told where a file holds the reports of many. */
  readonly agency?: string;
  readonly year: number;
  readonly cells: readonly ExpectedCell[];
}

/** The quirks of a format take turns, so that even a small sample meets all of them; the rest is drawn. */
export function makeCase(catalog: Catalog, format: Format, seed: number, index: number): Case {
  if (format.holds === "collection") return makeCollection(catalog, format, seed, index);
  const random = createRandom(seedOf(seed, format.id, index));
  const quirk = format.quirks[index % format.quirks.length];
  if (quirk === undefined) throw new Error(`${format.id} has no quirks`);
  const isScan = format.kind === "scan";
  const formQuirk = random() < 0.4 && !isScan ? pick(random, FORM_QUIRKS) : undefined;
  const profile = pick(random, isScan ? SCANNED_PROFILES : PROFILES);
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
    truth: [{ year, cells: figures.cells }],
  };
}
