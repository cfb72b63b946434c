import { getDeskDatabase } from "@/db/desk/index.ts";
import { findKeptForm, type KeptForm, keepForm } from "@/db/desk/kept-forms.ts";
import type { Outcome } from "./action.ts";
import type { Admitted } from "./admit.ts";
import type { Desk } from "./enter.ts";

/** A form that could not be taken is shown again as it was filled in. */

const FIELD = "kept";

/** Keeps what was filled in; answers the way back to the page, which then shows it. */
export function keepAndGoBack(
  { db, user, at }: Pick<Admitted, "db" | "user" | "at">,
  {
    page,
    anchor = "",
    problem,
    fields,
    problems = [],
  }: Partial<Pick<KeptForm, "problems">> &
    Pick<KeptForm, "fields"> & {
      readonly page: string;
      readonly anchor?: string;
      readonly problem: string;
    },
): Outcome {
  const key = keepForm(db, { user: user.key, page, fields, problems, at });
  // What somebody else changed meanwhile is shown beside what was filled in.
  const told = problem === "changed-meanwhile" ? "form-outdated" : problem;
  return { problem: told, page: `${page}?${FIELD}=${key}${anchor}` };
}

/** What was kept for the page, where its address names it. */
export function keptFormOf(
  { user }: Desk,
  page: string,
  { [FIELD]: given }: Readonly<Record<string, string | string[] | undefined>>,
): KeptForm | undefined {
  if (typeof given !== "string" || !/^[1-9]\d{0,9}$/.test(given)) return undefined;
  return findKeptForm(getDeskDatabase(), { key: Number(given), user: user.key, page });
}
