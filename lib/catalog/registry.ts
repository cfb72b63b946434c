import { z } from "zod";
import { parseFile } from "./catalog-file.ts";
import { Bilingual, Id } from "./schema.ts";

/** What the registry of agencies knows of words: kinds, lines of work, how names are written and what they leave out. */

const Named = z.strictObject({ id: Id, name: Bilingual });
const Pattern = z.string().min(1);

export const IMPORT_COLUMNS = [
  "id",
  "name",
  "name_en",
  "short_names",
  "aliases",
  "kind",
  "level",
  "region",
  "region_name",
  "parent",
  "line",
  "credit_code",
  "domain",
  "valid_from",
  "valid_to",
  "usual_scope",
  "became",
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

const RegistryWords = z.strictObject({
  kinds: z.array(Named).min(1),
  levels: z.array(Named).min(1),
  /** Lines of work (条) with words by which a name tells them; the first that fits counts. */
  lines: z.array(Named.extend({ stems: z.array(z.string().min(1)).min(1) })),
  names: z.strictObject({
    /** Writings that mean the same, replaced one after the other before names are compared. */
    folds: z.array(z.strictObject({ pattern: Pattern, with: z.string() })),
    /** Begins a name that says where it is only to those who are there; `level`: 市, 区. */
    relative: Pattern,
    /** Begins the names of central agencies. */
    state: Pattern,
    /** A name that begins like a place, known or not. */
    placeForm: Pattern,
    /** Townships and streets: their names are unique only within a county. */
    townForm: Pattern,
    /** What a division's short name leaves out, and what may not follow one. */
    shortEnding: Pattern,
    afterShort: Pattern,
    /** What names of sites add to that of their place. */
    site: Pattern,
    governmentEnding: Pattern,
  }),
  /** How a division's government is called. */
  divisions: z.strictObject({
    government: z.string(),
    commission: z.string(),
    commissionEndings: z.array(z.string()),
    /** Provinces whose governments the Regulations do not bind. */
    without: z.array(z.string()),
    basis: z.string(),
  }),
  columns: z.array(
    z.strictObject({ id: z.enum(IMPORT_COLUMNS), heads: z.array(z.string()), about: Bilingual }),
  ),
  example: z.record(z.enum(IMPORT_COLUMNS), z.string()),
});
export type RegistryWords = z.infer<typeof RegistryWords>;

let loaded: RegistryWords | undefined;

/** Throws where the file is not of its shape: the installation is broken. */
export function getRegistryWords(): RegistryWords {
  loaded ??= parseFile(RegistryWords, "registry.json");
  return loaded;
}
