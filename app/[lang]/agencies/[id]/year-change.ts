import type { Grade } from "@/lib/catalog/schema.ts";
import type { Scope, ValueStatus } from "@/lib/model.ts";
import type { Figure } from "@/lib/views.ts";

/** The change on the year before, or why there is none to tell. */
export type YearChange =
  | { readonly kind: "amount"; readonly amount: number; readonly unit: string }
  | { readonly kind: "not-held" }
  | { readonly kind: "now" | "before"; readonly status: ValueStatus }
  | { readonly kind: "scope"; readonly before: Scope; readonly after: Scope }
  | { readonly kind: "grade"; readonly grade: Grade };

/**
 * Compares a figure with the one of the year before. They compare when both are reported, count the same scope in the
 * same unit, and come from one form or from forms that both count exactly so.
 */
export function changeOn(before: Figure, now: Figure): YearChange {
  if (now.value.status !== "reported") return { kind: "now", status: now.value.status };
  if (before.scope === null) return { kind: "not-held" };
  if (before.value.status !== "reported") return { kind: "before", status: before.value.status };
  if (now.scope !== null && before.scope !== now.scope) {
    return { kind: "scope", before: before.scope, after: now.scope };
  }
  const exact = before.grade === "exact" && now.grade === "exact";
  if ((before.edition !== now.edition && !exact) || before.unit !== now.unit) {
    return { kind: "grade", grade: before.grade ?? "none" };
  }
  return { kind: "amount", amount: now.value.amount - before.value.amount, unit: now.unit };
}
