import { sql } from "drizzle-orm";

/**
 * Whether a report of the agency in the row is shown. Written out: in a selection from one table drizzle leaves out the
 * names of tables, and the inner query would compare columns of its own.
 */
export const hasReports = sql<number>`EXISTS (SELECT 1 FROM reports r WHERE r.agency = agencies.key AND r.current IS NOT NULL)`;
