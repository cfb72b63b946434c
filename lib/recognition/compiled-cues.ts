import type { Cues } from "../catalog/schema.ts";

/** The catalog's cues (lib/catalog/cues.json) as regular expressions. */

export interface CompiledCues {
  readonly titles: readonly RegExp[];
  readonly authors: readonly RegExp[];
  readonly periods: readonly RegExp[];
  readonly fileYears: readonly RegExp[];
  readonly closing: readonly RegExp[];
  readonly published: readonly RegExp[];
  readonly filed: readonly RegExp[];
  readonly otherYears: readonly RegExp[];
  readonly identifier: RegExp;
  readonly scopes: readonly {
    readonly scope: Cues["scopes"][number]["scope"];
    readonly pattern: RegExp;
    readonly weight: number;
  }[];
  readonly names: Readonly<Record<keyof Cues["agencyNames"], RegExp>>;
  readonly otherKinds: readonly { readonly id: string; readonly pattern: RegExp }[];
}

const compiled = new WeakMap<Cues, CompiledCues>();

export function compileCues(cues: Cues): CompiledCues {
  const known = compiled.get(cues);
  if (known !== undefined) return known;
  const all = (patterns: readonly string[]): RegExp[] => patterns.map((pattern) => new RegExp(pattern, "u"));
  const result: CompiledCues = {
    titles: all(cues.reportTitle),
    authors: all(cues.agencyInText),
    periods: all(cues.period),
    fileYears: all(cues.yearInFileName),
    closing: all(cues.closing),
    published: all(cues.published),
    filed: all(cues.filed),
    otherYears: cues.otherYears.map((pattern) => new RegExp(pattern, "gu")),
    identifier: new RegExp(cues.identifier, "u"),
    scopes: cues.scopes.map(({ scope, pattern, weight }) => ({
      scope,
      weight,
      pattern: new RegExp(pattern, "u"),
    })),
    names: {
      notes: new RegExp(cues.agencyNames.notes, "gu"),
      before: new RegExp(cues.agencyNames.before, "u"),
      behind: new RegExp(cues.agencyNames.behind, "u"),
      site: new RegExp(cues.agencyNames.site, "u"),
      several: new RegExp(cues.agencyNames.several, "u"),
      endings: new RegExp(cues.agencyNames.endings, "u"),
    },
    otherKinds: cues.otherKinds.map(({ id, pattern }) => ({ id, pattern: new RegExp(pattern, "u") })),
  };
  compiled.set(cues, result);
  return result;
}
