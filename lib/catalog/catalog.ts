import { existsSync, readdirSync } from "node:fs";
import { z } from "zod";
import { FOLDER, parseFile } from "./catalog-file.ts";
import { Check, Claims } from "./check-schema.ts";
import { getDemonstration } from "./demonstration.ts";
import { PeerGroup, Population, Rate, Thresholds } from "./rate-schema.ts";
import * as schema from "./schema.ts";

/** Declared knowledge, parsed: what the forms print, what the figures mean, who the agencies are. */
export interface Catalog {
  readonly editions: readonly schema.Edition[];
  readonly indicators: readonly schema.Indicator[];
  readonly groups: readonly schema.IndicatorGroup[];
  readonly units: readonly schema.Unit[];
  readonly members: readonly schema.Member[];
  readonly scopes: readonly schema.ScopeName[];
  readonly rates: readonly Rate[];
  readonly thresholds: Thresholds;
  readonly populations: readonly Population[];
  readonly peerGroups: readonly PeerGroup[];
  readonly compositions: readonly schema.Composition[];
  readonly breaks: readonly schema.Break[];
  readonly agencies: readonly schema.Agency[];
  readonly findings: readonly schema.FindingCode[];
  readonly checks: readonly Check[];
  readonly sections: schema.Sections;
  /** How prose states what the tables print. */
  readonly claims: Claims;
  /** How well each format is read; `undefined` before the first measurement. */
  readonly accuracy: schema.Accuracy | undefined;
  readonly cues: schema.Cues;
  readonly notation: schema.Notation;
  readonly collected: schema.Collected;
  readonly exportColumns: schema.ExportColumns;
}

/** In the order in which readers are shown them. */
const CHECK_FILES = ["sums", "years", "text", "plausibility", "form", "deadlines"];

let loaded: Catalog | undefined;

/** The catalog, read from JSON once per process. Throws with file and field when a file breaks its schema. */
export function getCatalog(): Catalog {
  loaded ??= {
    // Newest form first: the order in which editions are preferred.
    editions: readdirSync(`${FOLDER}/editions`)
      .map((name) => parseFile(schema.Edition, `editions/${name}`))
      .sort((a, b) => (b.lastYear ?? 9999) - (a.lastYear ?? 9999) || b.firstYear - a.firstYear),
    indicators: parseFile(z.array(schema.Indicator), "indicators.json"),
    groups: parseFile(z.array(schema.IndicatorGroup), "groups.json"),
    units: parseFile(z.array(schema.Unit), "units.json"),
    scopes: parseFile(z.array(schema.ScopeName), "scopes.json"),
    members: parseFile(z.array(schema.Member), "members.json"),
    rates: parseFile(z.array(Rate), "rates.json"),
    thresholds: parseFile(Thresholds, "thresholds.json"),
    populations: parseFile(z.array(Population), "populations.json"),
    peerGroups: parseFile(z.array(PeerGroup), "peer-groups.json"),
    compositions: parseFile(z.array(schema.Composition), "compositions.json"),
    breaks: parseFile(z.array(schema.Break), "breaks.json"),
    agencies: getDemonstration()?.agencies ?? parseFile(z.array(schema.Agency), "agencies.json"),
    findings: readdirSync(`${FOLDER}/findings`)
      .sort()
      .flatMap((name) => parseFile(z.array(schema.FindingCode), `findings/${name}`)),
    checks: CHECK_FILES.flatMap((name) => parseFile(z.array(Check), `checks/${name}.json`)),
    claims: parseFile(Claims, "claims.json"),
    accuracy: existsSync(`${FOLDER}/accuracy.json`) ? parseFile(schema.Accuracy, "accuracy.json") : undefined,
    sections: parseFile(schema.Sections, "sections.json"),
    cues: parseFile(schema.Cues, "cues.json"),
    notation: parseFile(schema.Notation, "notation.json"),
    collected: parseFile(schema.Collected, "collected.json"),
    exportColumns: parseFile(schema.ExportColumns, "export-columns.json"),
  };
  return loaded;
}
