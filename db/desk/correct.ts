import { and, desc, eq, inArray } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Fact, ValueStatus } from "../../lib/model.ts";
import type { Writer } from "../client.ts";
import { asRead, type Correction, isSameCell } from "../corrections.ts";
import { amountOf, listFacts } from "../fact-rows.ts";
import { corrections } from "../review-schema.ts";
import { versions } from "../schema.ts";
import { followCorrection } from "./questions.ts";
import type { ReviewItem } from "./review.ts";
import { listUnreadCells } from "./unread-cells.ts";

/** Corrections on their way: what somebody says a cell should show, until a release brings it. */

export interface NewCorrection {
  readonly cell: Pick<Fact, "edition" | "indicator" | "member">;
  /** What the one who corrects has seen there. */
  readonly seen: { readonly status: ValueStatus; readonly amount: number | null };
  readonly is: { readonly status: ValueStatus; readonly amount: number | null };
  readonly why: string;
  readonly evidence: string;
  readonly by: string;
  readonly at: string;
}

export type Proposed = { readonly key: number } | "no-cell" | "same-value" | "changed-meanwhile";

const ofReport = ({ agency, year, scope }: ReviewItem) =>
  and(eq(corrections.agency, agency), eq(corrections.year, year), eq(corrections.scope, scope));

/** The corrections of a report, the newest first. */
export function listCorrections(db: Writer, item: ReviewItem): Correction[] {
  return db.select().from(corrections).where(ofReport(item)).orderBy(desc(corrections.key)).all();
}

/** What a cell will show: the newest correction that waits for a release, else what is stored. */
export function willShow(fact: Fact, held: readonly Correction[]): NewCorrection["seen"] {
  const own = held.find((one) => one.state === "pending" && isSameCell(fact, one));
  return own === undefined
    ? { status: fact.value.status, amount: amountOf(fact.value) }
    : { status: own.isStatus, amount: own.isAmount };
}

/** The cells of the version that is looked at: those that were read, and those that were not. */
export function listCells(db: Writer, catalog: Catalog, item: ReviewItem): Fact[] {
  const { versionKey, document } = item;
  const facts = listFacts(db, versionKey);
  const held = db
    .select({ tables: versions.tables })
    .from(versions)
    .where(eq(versions.key, versionKey))
    .get();
  return [...facts, ...listUnreadCells(catalog, document, held?.tables ?? [], facts)];
}

/** Proposes a correction of a cell. Nothing is overwritten that the one who corrects has not seen. */
export function proposeCorrection(
  db: Writer,
  catalog: Catalog,
  item: ReviewItem,
  { cell, seen, is, ...rest }: NewCorrection,
): Proposed {
  const fact = listCells(db, catalog, item).find((one) => isSameCell(one, cell));
  if (fact === undefined) return "no-cell";
  const held = listCorrections(db, item);
  const now = willShow(fact, held);
  if (now.status !== seen.status || now.amount !== seen.amount) return "changed-meanwhile";
  if (is.status === now.status && is.amount === now.amount) return "same-value";
  const before = held.filter((one) => one.state === "pending" && isSameCell(fact, one));
  db.update(corrections)
    .set({ state: "replaced" })
    .where(
      inArray(
        corrections.key,
        before.map(({ key }) => key),
      ),
    )
    .run();
  const { agency, year, scope } = item;
  const base = asRead(fact, held);
  const { label, memberLabel, unit, printed } = fact;
  const { key } = db
    .insert(corrections)
    .values({
      ...{
        agency,
        year,
        scope,
        ...cell,
        form: fact.table,
        label,
        memberLabel,
        unit,
        ...rest,
        state: "pending",
      },
      ...{ wasStatus: base.wasStatus, wasAmount: base.wasAmount, wasPrinted: printed },
      ...{ isStatus: is.status, isAmount: is.amount },
    })
    .returning({ key: corrections.key })
    .get();
  const gone = before.map((one) => one.key);
  followCorrection(db, gone, { correction: key, by: rest.by, at: rest.at });
  return { key };
}

/** Gives up a correction that was not released. Answers whether it waited. */
export function discardCorrection(
  db: Writer,
  item: ReviewItem,
  key: number,
  { by, at }: Pick<NewCorrection, "by" | "at">,
): boolean {
  const own = and(eq(corrections.key, key), ofReport(item), eq(corrections.state, "pending"));
  if (db.update(corrections).set({ state: "discarded" }).where(own).run().changes === 0) return false;
  followCorrection(db, [key], { correction: null, by, at });
  return true;
}
