import { and, count, eq, gte } from "drizzle-orm";
import type { CellAddress } from "../lib/asking/cell-address.ts";
import type { TakenQuestion } from "../lib/asking/rules.ts";
import type { Catalog } from "../lib/catalog/catalog.ts";
import { isOpenQuestion } from "../lib/desk/states.ts";
import type { Fact } from "../lib/model.ts";
import type { Database, Writer } from "./client.ts";
import { isSameCell } from "./corrections.ts";
import { listUnreadCells } from "./desk/unread-cells.ts";
import { amountOf, listFacts } from "./fact-rows.ts";
import { questionSteps, questions } from "./questions-schema.ts";
import { agencies, release, reports, versions } from "./schema.ts";

/** Entering what readers doubt: into the queue of the desk, and nowhere else. */

/** Of all readers together; more than editors can look at. */
const MOST_A_DAY = 200;

/** A cell as it is shown. */
export interface ShownCell {
  readonly fact: Fact;
  /** Number of the version of the report. */
  readonly version: number;
}

/** The cell of a report that is shown, also where nothing could be read in it. */
export function findShownCell(db: Writer, catalog: Catalog, cell: CellAddress): ShownCell | undefined {
  const found = db
    .select({
      key: versions.key,
      number: versions.number,
      document: versions.document,
      tables: versions.tables,
    })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(versions, eq(versions.key, reports.current))
    .where(and(eq(agencies.id, cell.agency), eq(reports.year, cell.year), eq(reports.scope, cell.scope)))
    .get();
  if (found === undefined) return undefined;
  const facts = listFacts(db, found.key);
  const isIt = (fact: Fact) => isSameCell(fact, cell);
  const fact = facts.find(isIt) ?? listUnreadCells(catalog, found.document, found.tables, facts).find(isIt);
  return fact && { fact, version: found.number };
}

export type Entered = { readonly number: number } | "no-cell" | "full-today";

/** Enters a question. What is sent twice is one question. */
export function enterQuestion(db: Database, catalog: Catalog, question: TakenQuestion, at: Date): Entered {
  return db.transaction(() => enter(db, catalog, question, at), { behavior: "immediate" });
}

function enter(
  db: Writer,
  catalog: Catalog,
  { cell, kind, words, contact }: TakenQuestion,
  at: Date,
): Entered {
  const { agency, year, scope, edition, indicator, member } = cell;
  const shown = findShownCell(db, catalog, cell);
  if (shown === undefined) return "no-cell";
  const { fact, version } = shown;
  const now = amountOf(fact.value);
  const same = db
    .select()
    .from(questions)
    .where(and(eq(questions.agency, agency), eq(questions.year, year), eq(questions.words, words)))
    .all()
    .find(
      (one) =>
        one.scope === scope &&
        isSameCell(one, cell) &&
        one.shownAmount === now &&
        one.contact === contact &&
        isOpenQuestion(one.state),
    );
  if (same !== undefined) return { number: same.key };
  const since = new Date(at.getTime() - 86_400_000).toISOString();
  const today = db.select({ n: count() }).from(questions).where(gte(questions.askedAt, since)).get()?.n ?? 0;
  if (today >= MOST_A_DAY) return "full-today";
  const askedAt = at.toISOString();
  const { key } = db
    .insert(questions)
    .values({
      ...{ agency, year, scope, edition, indicator, member, kind, words, contact, askedAt, version },
      ...{ label: fact.label, memberLabel: fact.memberLabel, unit: fact.unit },
      ...{ shownStatus: fact.value.status, shownAmount: now },
      dataVersion: db.select({ version: release.version }).from(release).get()?.version ?? 0,
      state: "received",
    })
    .returning({ key: questions.key })
    .get();
  db.insert(questionSteps)
    .values({ question: key, state: "received", answer: "", by: "", at: askedAt })
    .run();
  return { number: key };
}
