import { z } from "zod";
import { SCOPES, SEVERITIES } from "../model.ts";

export { Notation } from "./notation-schema.ts";
export type { PeerGroup, Population, Rate, Thresholds } from "./rate-schema.ts";

/** The shape of every catalog file. Parsed once, when the catalog is loaded (lib/catalog/catalog.ts). */

export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "ids are kebab-case English");
export const Bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** A printed label of a form, its reading in English, and other spellings seen in reports. */
export const Label = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
  aliases: z.array(z.string().min(1)).optional(),
});

export const Column = z.strictObject({
  id: Id,
  /** Header path from the outermost label to the innermost. */
  path: z.array(Label).min(1),
  member: Id.default("total"),
  /** Unit of money the form prints for the column, e.g. 万元. */
  printedUnit: z.string().optional(),
});

export const Row = z.strictObject({
  id: Id,
  path: z.array(Label),
  /** Unit of money the form prints for the row, e.g. 万元. */
  printedUnit: z.string().optional(),
  /** A heading row prints no value. */
  heading: z.literal(true).optional(),
  /** Column id to indicator id; `*` stands for every column of the block. */
  indicators: z.record(z.string(), Id).default({}),
});

export const TableBlock = z.strictObject({
  heading: Label.optional(),
  corner: Label.optional(),
  /** Label of the column that prints the unit, where the form has one. */
  unitColumn: Label.optional(),
  columns: z.array(Column).min(1),
  rows: z.array(Row).min(1),
});

export const TableTemplate = z.strictObject({ id: Id, title: Bilingual, blocks: z.array(TableBlock).min(1) });

export const Edition = z.strictObject({
  id: Id,
  name: Bilingual,
  basis: Bilingual,
  firstYear: z.int(),
  lastYear: z.int().nullable(),
  /** `printed`: no national form; facts carry the label the agency printed. */
  labels: z.enum(["fixed", "printed"]).default("fixed"),
  tables: z.array(TableTemplate).min(1),
});

export const Grade = z.enum(["exact", "approximate", "partial", "none"]);

export const Indicator = z.strictObject({
  id: Id,
  name: Bilingual,
  group: Id,
  unit: Id,
  measure: z.enum(["flow", "stock", "change"]),
  definition: Bilingual.optional(),
  basis: Bilingual.optional(),
  caveat: Bilingual.optional(),
  /** How the figure is had from each edition: the sum of the terms, and how well it compares with the newest form. */
  series: z
    .array(
      z.strictObject({ edition: Id, terms: z.array(Id).min(1), grade: Grade, note: Bilingual.optional() }),
    )
    .min(1),
});

export const IndicatorGroup = z.strictObject({ id: Id, name: Bilingual });
export const Unit = z.strictObject({
  id: Id,
  name: Bilingual,
  printed: z.array(z.string()),
  scale: z.int().positive(),
});
export const Member = z.strictObject({ id: Id, dimension: Id, name: Bilingual });

export const ScopeName = z.strictObject({ id: z.enum(SCOPES), name: Bilingual });

/** A ready-made comparison: parts that add up to a whole, shown stacked. */
export const Composition = z.strictObject({
  id: Id,
  name: Bilingual,
  description: Bilingual,
  parts: z.array(Id).min(2),
  whole: Id,
});

export const Break = z.strictObject({
  id: Id,
  kind: z.enum(["form", "law"]),
  date: z.iso.date(),
  /** First report year it touches. */
  year: z.int(),
  name: Bilingual,
  note: Bilingual,
  groups: z.array(Id),
});

export const Agency = z.strictObject({
  id: Id,
  name: Bilingual,
  aliases: z.array(z.string()).default([]),
  kind: Id,
  level: Id,
  region: z.string().regex(/^\d{6}$/),
  regionName: Bilingual,
  domains: z.array(z.string()).default([]),
  usualScope: z.enum(SCOPES),
});

/** Sections that the forms since 2019 ask for, told by the words of their headings (without their numbers, folded). */
export const Sections = z.strictObject({
  /** A number before a heading, of any kind: agencies number sections as they like. */
  number: z.string(),
  list: z.array(z.strictObject({ id: Id, name: Bilingual, pattern: z.string() })).min(1),
});

export const FindingCode = z.strictObject({
  code: Id,
  severity: z.enum(SEVERITIES),
  message: Bilingual,
  remedy: Bilingual,
});

/** Words and patterns by which a report says who, when and what it is; patterns are ECMAScript with named groups. */
export const Cues = z.strictObject({
  reportTitle: z.array(z.string()),
  /** Sentences by which a report names its author where the title does not. */
  agencyInText: z.array(z.string()),
  /** What stands around names of agencies and is no part of them, and how names end. */
  agencyNames: z.strictObject({
    /** Notes in brackets, and what a title without a name leaves in its place. */
    notes: z.string(),
    /** What was done with the report, before the name (关于转发…) and behind it (…关于报送). */
    before: z.string(),
    behind: z.string(),
    /** What makes the name of an agency that of its site. */
    site: z.string(),
    /** Two names joined. */
    several: z.string(),
    endings: z.string(),
  }),
  otherKinds: z.array(z.strictObject({ id: Id, pattern: z.string(), name: Bilingual })),
  period: z.array(z.string()),
  /** The day that a year's figures are as of, in words that prose uses as well. */
  closing: z.array(z.string()),
  /** A heading over a table that holds the figures of the year before. */
  lastYear: z.string(),
  /** Years that are no report's, with the words about them. */
  otherYears: z.array(z.string()),
  yearInFileName: z.array(z.string()),
  /** Words before an index number or a code of the agency. */
  identifier: z.string(),
  /** Words for the day of publishing; a bare 时间 is one unless words before it say of what. */
  published: z.array(z.string()),
  /** Words for the day on which a report was filled in or handed in. */
  filed: z.array(z.string()),
  /** A name with this ending is a government whose report covers its region, unless it says otherwise. */
  wholeRegionName: z.string(),
  /** What a government's name has behind that of its region. */
  governmentEnding: z.string(),
  /** 区财政局, 市总工会: names that say where they are only to those who are there. */
  relativeName: z.string(),
  scopes: z.array(z.strictObject({ scope: z.enum(SCOPES), pattern: z.string(), weight: z.number() })),
  metadata: z.strictObject({
    title: z.array(z.string()),
    site: z.array(z.string()),
    url: z.array(z.string()),
    published: z.array(z.string()),
  }),
});

/**
 * Cells of documents made for the purpose, by what became of them when they were read back. `wrong` counts numbers given
 * for cells that print another or none; `mismarked` blanks, dashes and marks taken for one another.
 */
const Tally = z.strictObject({
  documents: z.int().nonnegative(),
  cells: z.int().nonnegative(),
  right: z.int().nonnegative(),
  unread: z.int().nonnegative(),
  mismarked: z.int().nonnegative(),
  wrong: z.int().nonnegative(),
});

/** How well each format was read in the last full run of `npm run accuracy -- --write`. */
export const Accuracy = z.strictObject({
  date: z.iso.date(),
  /** Of the draws: each made as many of a format's documents as the others, or one more. */
  seeds: z.array(z.int()).min(1),
  /** Of Node and of the programs that wrote some of the files. */
  versions: z.record(z.string(), z.string()),
  formats: z.array(
    Tally.extend({
      id: Id,
      name: z.string().min(1),
      kind: z.enum(["text-layer", "scan"]),
      programs: z.array(z.string()),
      /** Standard deviation, between documents, of the share of cells read right. */
      deviation: z.number().nonnegative(),
      quirks: z.array(Tally.extend({ name: z.string().min(1) })),
    }),
  ),
  /** Over all formats: by layout of the form, kind of figures and edition. */
  traits: z.array(Tally.extend({ name: z.string().min(1) })),
});

export type Accuracy = z.infer<typeof Accuracy>;

/** Words and patterns of tables that list agencies, one a row, as supervisors collect them. */
export const Collected = z.strictObject({
  /** Heads by which a column says what it is; of several agency columns the one named first counts. */
  roles: z.strictObject({
    agency: z.array(z.string()),
    year: z.array(z.string()),
    scope: z.array(z.string()),
    region: z.array(z.string()),
    indicator: z.array(z.string()),
    member: z.array(z.string()),
    value: z.array(z.string()),
    unit: z.array(z.string()),
    ignored: z.array(z.string()),
  }),
  /** Heads over or under a label of the form that add nothing to it. */
  decoration: z.array(z.string()),
  /** Endings with which a label means the same: 予以公开数 is 予以公开. */
  suffixes: z.array(z.string()),
  /** Other words for the column of totals. */
  totals: z.array(z.string()),
  /** Names of rows that sum others and are no agency. */
  subtotal: z.string(),
  /** Texts in the agency column that are notes. */
  noAgency: z.string(),
  /** Names of rows that hold the figures of a group or of another time and are no agency. */
  groups: z.string(),
  /** Titles of tables that do not cover a year. */
  partYear: z.string(),
  /** Whose agencies the table lists, by its title. */
  collector: z.string(),
  /** How the heads of columns end that name agencies. */
  agencyName: z.string(),
  /** A name that does not say where its agency is: 财政局. */
  bareName: z.string(),
  /** Label of a form to other words for it in the heads of these tables. */
  otherWords: z.record(z.string(), z.array(z.string())),
  /** Indicator id to short labels that only it can mean. */
  shortLabels: z.record(Id, z.array(z.string())),
});

/** What a column of a file means, in whatever file it stands. */
export const DataColumn = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  name: Bilingual,
  meaning: Bilingual,
});

/** Column ids of the product's own exports (lib/exports), by which they are known when they come back. */
export const ExportColumns = z.strictObject({
  report: z.array(z.string()),
  series: z.array(z.string()),
  rates: z.array(z.string()),
});

export type Edition = z.infer<typeof Edition>;
export type TableTemplate = z.infer<typeof TableTemplate>;
export type TableBlock = z.infer<typeof TableBlock>;
export type Column = z.infer<typeof Column>;
export type Row = z.infer<typeof Row>;
export type Label = z.infer<typeof Label>;
export type Bilingual = z.infer<typeof Bilingual>;
export type Indicator = z.infer<typeof Indicator>;
export type IndicatorGroup = z.infer<typeof IndicatorGroup>;
export type Unit = z.infer<typeof Unit>;
export type Member = z.infer<typeof Member>;
export type ScopeName = z.infer<typeof ScopeName>;
export type Composition = z.infer<typeof Composition>;
export type Break = z.infer<typeof Break>;
export type Agency = z.infer<typeof Agency>;
export type Sections = z.infer<typeof Sections>;
export type FindingCode = z.infer<typeof FindingCode>;
export type Cues = z.infer<typeof Cues>;
export type Collected = z.infer<typeof Collected>;
export type DataColumn = z.infer<typeof DataColumn>;
export type ExportColumns = z.infer<typeof ExportColumns>;
export type Grade = z.infer<typeof Grade>;
export type Language = keyof Bilingual;
