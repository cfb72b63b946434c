import type { Scope } from "../lib/model.ts";

/** Where nothing is usual for the agency: the widest own work first. Reports of two scopes are never added. */
const ORDER: readonly Scope[] = ["whole-region", "own-level", "own-organ", "vertical-system"];

/** Of several reports of one agency and year, the one that stands for it. */
export function pickReport<Report extends { readonly scope: Scope }>(
  reports: readonly Report[],
  usualScope: Scope | null,
): Report | undefined {
  const usual = reports.find(({ scope }) => scope === usualScope);
  return usual ?? reports.toSorted((a, b) => ORDER.indexOf(a.scope) - ORDER.indexOf(b.scope))[0];
}
