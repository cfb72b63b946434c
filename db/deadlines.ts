import { and, eq } from "drizzle-orm";
import { regionPrefix } from "../lib/catalog/regions.ts";
import type { DeadlineRule } from "../lib/checks/deadline.ts";
import type { Writer } from "./client.ts";
import { deadlineRules } from "./deadline-schema.ts";
import { prepareOnce } from "./prepared.ts";

const prepareInForce = prepareOnce((db: Writer) =>
  db
    .select()
    .from(deadlineRules)
    .where(and(eq(deadlineRules.isNewest, true), eq(deadlineRules.isEnded, false)))
    .orderBy(deadlineRules.rule)
    .prepare(),
);

export const asRule = ({
  rule,
  region,
  since,
  until,
  kind,
  level,
  month,
  day,
  basis,
}: typeof deadlineRules.$inferSelect): DeadlineRule => ({
  ...{ rule, region, since, until, kind, level, month, day, basis },
  prefix: region === null ? "" : regionPrefix(region),
});

/** The deadlines set for regions and years that are in force. */
export function listDeadlineRules(db: Writer): DeadlineRule[] {
  return prepareInForce(db).all().map(asRule);
}
