import type { Fact, Finding } from "../lib/model.ts";
import type { ReportExtract } from "../lib/report.ts";
import type { Writer } from "./client.ts";
import { listFacts } from "./fact-rows.ts";

/**
 * The row of a collected table beside a report of the same agency, year and scope that has more cells: a few figures
 * that others compiled never take the place of what the agency printed, and are held against it.
 */

/** First of the remarks on every row that stands beside a report. */
export const BESIDE = "collected-beside-report";
const UNSTATED = "unstated";

const cellOf = ({ indicator, member }: Fact): string => `${indicator}/${member}`;

/** An amount whose unit is nowhere printed may be in the report's unit; where the amounts differ both are told as printed. */
function agrees(own: Fact, held: Fact): boolean {
  const isSameUnit = own.unit === held.unit || own.unit === UNSTATED || held.unit === UNSTATED;
  return (
    isSameUnit &&
    own.value.status === "reported" &&
    held.value.status === "reported" &&
    own.value.amount === held.value.amount
  );
}

/**
 * What there is to say where the version `current` has more cells than the row; `undefined` where it has not, or the
 * reading is no row of a collected table.
 */
export function compareWithHeld(
  db: Writer,
  { collected, identity, facts }: ReportExtract,
  current: number,
): Finding[] | undefined {
  if (collected !== true) return undefined;
  const held = listFacts(db, current);
  if (held.length <= facts.length) return undefined;
  const byCell = new Map(held.map((fact) => [cellOf(fact), fact]));
  const printed = facts.filter(({ value }) => value.status === "reported");
  const about = { agency: identity.agency?.name ?? "", year: identity.year ?? "" };
  const differences = printed.flatMap((fact): Finding[] => {
    const other = byCell.get(cellOf(fact));
    if (other !== undefined && agrees(fact, other)) return [];
    const parameters = {
      ...about,
      label: `${fact.label}/${fact.memberLabel}`,
      printed: fact.printed.trim(),
      held: other?.printed.trim() ?? "",
    };
    const { origin } = fact;
    return [
      { code: other === undefined ? "collected-not-in-report" : "collected-differs", parameters, origin },
    ];
  });
  const beside: Finding = {
    code: BESIDE,
    parameters: {
      ...about,
      cells: facts.length,
      held: held.length,
      figures: printed.length,
      agreeing: printed.length - differences.length,
    },
  };
  return [beside, ...differences];
}
