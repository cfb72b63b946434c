import { eq } from "drizzle-orm";
import type { ImportColumn } from "../../lib/catalog/registry.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import type { Finding } from "../../lib/model.ts";
import { isCreditCode } from "../../lib/registry/credit-code.ts";
import { findCycles } from "../../lib/registry/lineage.ts";
import { foldName } from "../../lib/registry/names.ts";
import type { Writer } from "../client.ts";
import { agencyLineage } from "../registry-schema.ts";
import { agencies } from "../schema.ts";

/** What does not hold together in the registry as a whole. */

export interface RegistryProblem extends Finding {
  /** Id of the agency it is told of. */
  readonly agency: string;
  readonly column: ImportColumn;
}

const KNOWN = {
  key: agencies.key,
  id: agencies.id,
  name: agencies.nameZh,
  kind: agencies.kind,
  region: agencies.region,
  parent: agencies.parent,
  creditCode: agencies.creditCode,
  validFrom: agencies.validFrom,
  validTo: agencies.validTo,
};

interface Known {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly region: string | null;
  readonly parent: string | null;
  readonly creditCode: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const overlap = (a: Known, b: Known): boolean =>
  (a.validFrom ?? "0") <= (b.validTo ?? "9") && (b.validFrom ?? "0") <= (a.validTo ?? "9");

/** Pairs that bear the same key at the same time, told of both. */
function listRepeated(
  all: readonly Known[],
  keyOf: (one: Known) => string | null,
  tell: (one: Known, other: Known) => Omit<RegistryProblem, "agency">,
): RegistryProblem[] {
  const met = new Map<string, Known[]>();
  return all.flatMap((one): RegistryProblem[] => {
    const key = keyOf(one);
    if (key === null) return [];
    const before = met.get(key);
    if (before === undefined) {
      met.set(key, [one]);
      return [];
    }
    const other = before.find((earlier) => overlap(earlier, one));
    before.push(one);
    if (other === undefined) return [];
    return [
      { agency: other.id, ...tell(other, one) },
      { agency: one.id, ...tell(one, other) },
    ];
  });
}

/** Duplicates, broken parents, impossible codes, circles, dates upside down, by the agency they are told of. */
export function listRegistryProblems(db: Writer): RegistryProblem[] {
  const all: readonly Known[] = db
    .select(KNOWN)
    .from(agencies)
    .where(eq(agencies.provisional, false))
    .orderBy(agencies.key)
    .all();
  const words = getRegistryWords();
  const ids = new Set(all.map(({ id }) => id));
  const single = all.flatMap((one): RegistryProblem[] => {
    const found: Omit<RegistryProblem, "agency">[] = [];
    const { parent, creditCode, validFrom, validTo } = one;
    if (parent !== null && !ids.has(parent))
      found.push({ code: "registry-parent-unknown", column: "parent", parameters: { value: parent } });
    if (creditCode !== null && !isCreditCode(creditCode))
      found.push({
        code: "registry-code-malformed",
        column: "credit_code",
        parameters: { value: creditCode },
      });
    if (validFrom !== null && validTo !== null && validFrom > validTo)
      found.push({
        code: "registry-dates-reversed",
        column: "valid_to",
        parameters: { from: validFrom, to: validTo },
      });
    return found.map((problem) => ({ agency: one.id, ...problem }));
  });
  const place = ({ parent, region }: Known): string => parent ?? region ?? "";
  const names = listRepeated(
    all,
    (one) => `${place(one)}\n${one.region ?? ""}\n${foldName(one.name, words)}`,
    (one, other) => ({
      ...{ code: "registry-name-repeated", column: "name" },
      parameters: { name: one.name, other: other.id, place: place(one) },
    }),
  );
  const repeated = new Set(names.map(({ agency }) => agency));
  const governments = listRepeated(
    all,
    ({ kind, region, id }) => (kind === "government" && !repeated.has(id) ? region : null),
    (one, other) => ({
      ...{ code: "registry-government-repeated", column: "region" },
      parameters: { region: one.region ?? "", other: other.id },
    }),
  );
  return [...single, ...names, ...governments, ...listCircles(db, all)];
}

const shown = (circle: readonly string[]): string => [...circle, circle[0]].join(" → ");

function listCircles(db: Writer, all: readonly Known[]): RegistryProblem[] {
  const parents = new Map(
    all.flatMap(({ id, parent }) => (parent === null ? [] : [[id, [parent]] as const])),
  );
  const idOf = new Map(all.map(({ key, id }) => [key, id]));
  const successors = new Map<string, string[]>();
  for (const { predecessor, successor } of db.select().from(agencyLineage).all()) {
    const from = idOf.get(predecessor);
    const to = successor === null ? undefined : idOf.get(successor);
    // A new name is told of the agency itself.
    if (from === undefined || to === undefined || from === to) continue;
    successors.set(from, [...(successors.get(from) ?? []), to]);
  }
  const tell = (code: string, column: ImportColumn) => (circle: readonly string[]) =>
    circle.map((agency) => ({ agency, code, column, parameters: { circle: shown(circle) } }));
  return [
    ...findCycles(parents).flatMap(tell("registry-parent-circle", "parent")),
    ...findCycles(successors).flatMap(tell("registry-lineage-circle", "became")),
  ];
}
