import { LINEAGE_KINDS, type LineageKind } from "../model.ts";
import { bareText, guardText } from "./cell-notation.ts";
import { parseDay } from "./import-row.ts";

/** What became of an agency as one text: `merged@2019-01-01=natural-resources-bureau#Reform plan of 2019`. */

export interface ImportedEdge {
  readonly kind: LineageKind;
  /** The first day on which it is so. */
  readonly on: string;
  /** `null` where nobody reports of the work any more. */
  readonly successor: string | null;
  readonly basis: string;
}

const EDGE = /^(?<kind>[a-z-]+)@(?<on>[^=#]+?)(?:=(?<successor>[a-z0-9-]+))?#(?<basis>.+)$/s;

/** The edge of a text; `undefined` where it is none. Only what went into a Party body has no successor. */
export function parseEdge(text: string): ImportedEdge | undefined {
  const { kind: written, on: day, successor = null, basis } = EDGE.exec(text.trim())?.groups ?? {};
  const kind = LINEAGE_KINDS.find((known) => known === written);
  const on = day === undefined ? undefined : parseDay(day, "first");
  if (kind === undefined || on === undefined || basis === undefined) return undefined;
  if ((successor === null) !== (kind === "moved-to-party")) return undefined;
  return { kind, on, successor, basis: bareText(basis).trim() };
}

/** The text that `parseEdge` reads. */
export function printEdge({ kind, on, successor, basis }: ImportedEdge): string {
  const into = successor === null ? "" : `=${successor}`;
  return `${kind}@${on}${into}#${guardText(basis)}`;
}
