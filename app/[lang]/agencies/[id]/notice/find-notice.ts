import { z } from "zod";
import { getDatabase } from "@/db/index.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { listFailures } from "@/db/queries/quality.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { NoticeSubject } from "./build-notice.ts";

const Year = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

/** What an address asks to be told to an agency; `undefined` when it is not held. A year that is none asks for all. */
export async function findNotice(id: string, asked: unknown): Promise<NoticeSubject | undefined> {
  const db = getDatabase();
  const agency = await getAgency(db, id);
  if (agency === undefined) return undefined;
  const year = Year.parse(asked) ?? null;
  const failures = await listFailures(db, { agency: id, ...(year === null ? {} : { year }) });
  const { version } = await getDataVersion(db);
  return { agency, year, failures, catalog: getCatalog(), dataVersion: version };
}
