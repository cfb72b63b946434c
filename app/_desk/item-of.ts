import type { Database } from "@/db/client.ts";
import { findItem, type ReviewItem } from "@/db/desk/review.ts";
import type { SessionUser } from "@/db/desk/sessions.ts";

/** The report an address of the review names, as far as somebody works for its agency. */
export function itemOf(db: Database, user: SessionUser, report = ""): ReviewItem | undefined {
  return /^[1-9]\d{0,9}$/.test(report) ? findItem(db, user, Number(report)) : undefined;
}

export const itemPage = ({ report = "" }: Readonly<Record<string, string>>): string =>
  `/desk/review/${encodeURIComponent(report)}`;

/** How the trail names a report. */
export const subjectOf = ({ agency, year, scope }: ReviewItem): string => `${agency} ${year} ${scope}`;
