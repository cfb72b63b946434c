import type { Finding, Severity } from "../model.ts";
import type { Catalog } from "./catalog.ts";
import type { Bilingual, Language } from "./schema.ts";

/** Findings carry ids; their sentences are made here, in the reader's language. */

export interface FindingText {
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
}

type Parameters = Finding["parameters"];

function nameOf(catalog: Catalog, parameters: Parameters, key: string): Bilingual | undefined {
  const id = parameters[key];
  const edition = catalog.editions.find(
    (candidate) => candidate.id === (key === "edition" ? id : parameters.edition),
  );
  switch (key) {
    case "edition":
      return edition?.name;
    case "table":
      return edition?.tables.find((table) => table.id === id)?.title;
    case "sections":
      return nameSections(catalog, String(id ?? ""));
    case "check":
      return catalog.checks.find((check) => check.id === id)?.statement;
    case "basis":
      return catalog.checks.find((check) => check.id === id)?.basis;
    case "base":
      return catalog.claims.bases.find((basis) => basis.id === id)?.name;
    case "kind":
      return catalog.cues.otherKinds.find((kind) => kind.id === id)?.name;
    case "scope":
    case "other":
      return catalog.scopes.find((scope) => scope.id === id)?.name;
    default:
      return undefined;
  }
}

function nameSections({ sections }: Catalog, ids: string): Bilingual {
  const named = sections.list.filter((section) => ids.split(" ").includes(section.id));
  return {
    zh: named.map(({ name }) => name.zh).join("、"),
    en: named.map(({ name }) => name.en).join(", "),
  };
}

function fill(sentence: string, catalog: Catalog, parameters: Parameters, language: Language): string {
  return sentence.replace(
    /\{(\w+)\}/g,
    (_, key: string) => nameOf(catalog, parameters, key)?.[language] ?? String(parameters[key] ?? ""),
  );
}

/** Whether a finding says that something is lost or wrong. */
export function isGrave(catalog: Catalog, { code }: Finding): boolean {
  return catalog.findings.find((declared) => declared.code === code)?.severity === "error";
}

/** The finding in words. An unknown code is a bug in the code that raised it, so it throws. */
export function findingText(catalog: Catalog, finding: Finding, language: Language): FindingText {
  const declared = catalog.findings.find((candidate) => candidate.code === finding.code);
  if (declared === undefined) throw new Error(`lib/catalog/findings lacks the code ${finding.code}`);
  return {
    severity: declared.severity,
    message: fill(declared.message[language], catalog, finding.parameters, language),
    remedy: fill(declared.remedy[language], catalog, finding.parameters, language),
  };
}
