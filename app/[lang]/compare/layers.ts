import type { HeldAgency } from "@/lib/views.ts";
import { type Selection, type Subject, subjectKey, type View } from "./search-params.ts";

/** What agencies, subjects and years a view shows at once: one of the three is held fast. */
export interface Layer {
  readonly agencies: readonly HeldAgency[];
  readonly subjects: readonly Subject[];
  readonly years: readonly number[];
  /** Key of what is held fast. */
  readonly at: string;
  /** All keys that may be held fast. */
  readonly others: readonly string[];
}

/** The layer asked for; otherwise the first subject or agency, or the last year of which a report is held. */
export function pickLayer(
  view: View,
  at: Selection["at"],
  {
    agencies,
    subjects,
    years,
  }: {
    readonly agencies: readonly HeldAgency[];
    readonly subjects: readonly Subject[];
    readonly years: readonly number[];
  },
): Layer {
  const whole = { agencies, subjects, years };
  if (view === "agency-year") {
    const picked = subjects.find((subject) => subjectKey(subject) === at) ?? subjects[0];
    const others = subjects.map(subjectKey);
    return picked
      ? { ...whole, subjects: [picked], at: subjectKey(picked), others }
      : { ...whole, at: "", others };
  }
  if (view === "agency-indicator") {
    const held = years.filter((year) => agencies.some((agency) => agency.years.includes(year)));
    const picked = years.find((year) => String(year) === at) ?? held.at(-1) ?? years.at(-1);
    const others = years.map(String);
    return picked === undefined
      ? { ...whole, at: "", others }
      : { ...whole, years: [picked], at: String(picked), others };
  }
  const picked = agencies.find(({ id }) => id === at) ?? agencies[0];
  const others = agencies.map(({ id }) => id);
  return picked ? { ...whole, agencies: [picked], at: picked.id, others } : { ...whole, at: "", others };
}
