import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { isOpenQuestion, type Verdict } from "../../lib/desk/states.ts";
import type { Fact } from "../../lib/model.ts";
import type { CheckOperand, StoredFinding } from "../../lib/views.ts";
import type { Writer } from "../client.ts";
import { isSameCell } from "../corrections.ts";
import { amountOf } from "../fact-rows.ts";
import { cellVerdicts } from "../review-schema.ts";
import { listCells, listCorrections } from "./correct.ts";
import { listReportQuestions } from "./questions.ts";
import { type ReviewItem, SURE } from "./review.ts";

/**
 * The cells of a report that somebody should look at, one by one, what matters most first. What was said of a cell holds as
 * long as it shows the same and the same is found out about it.
 */

export type Cell = Pick<Fact, "edition" | "indicator" | "member">;

/** Why: a correction no longer fits it, a reader asks, nothing was read, a sum with it fails, the recognizer is unsure. */
export interface Reasons {
  readonly isDue: boolean;
  /** Numbers of the open questions. */
  readonly questions: readonly number[];
  readonly isUnread: boolean;
  /** Check and instance of the failures it is a term of. */
  readonly failures: readonly string[];
  readonly isUnsure: boolean;
}

export interface DoubtfulCell extends Reasons {
  readonly fact: Fact;
  readonly fingerprint: string;
  /** What was said of it as it is. */
  readonly verdict: Verdict | undefined;
  /** A correction of it waits for a release. */
  readonly isCorrected: boolean;
}

/** Whether nobody has to look any more. */
export const isDecided = ({ verdict, isCorrected, isDue, questions }: DoubtfulCell): boolean =>
  isCorrected || (verdict !== undefined && !isDue && questions.length === 0);

/** The terms of a failure that say something: those of the shorter side, and those that are not zero. */
function listTerms({ detail }: StoredFinding): readonly CheckOperand[] {
  const operands = detail?.operands ?? [];
  const count = (side: CheckOperand["side"]) => operands.filter((one) => one.side === side).length;
  const few = Math.min(count("left"), count("right"));
  return operands.filter(({ side, amount }) => amount !== 0 || count(side) <= Math.max(few, 1));
}

function failuresOf({ origin, indicator, member }: Fact, found: readonly StoredFinding[]): string[] {
  return found
    .filter(({ check, severity }) => check !== undefined && severity === "error")
    .filter((finding) =>
      listTerms(finding).some(
        (term) =>
          term.document === origin.document &&
          term.table === origin.table &&
          term.row === origin.row &&
          term.column === origin.column &&
          term.indicator === indicator &&
          term.member === member,
      ),
    )
    .map(({ check, instance }) => `${check} ${instance}`);
}

function fingerprintOf({ value }: Fact, { isUnread, failures, isUnsure }: Reasons): string {
  const parts = [value.status, amountOf(value) ?? "", isUnread, isUnsure, ...failures.toSorted()];
  return createHash("sha256").update(parts.join("\t")).digest("hex");
}

const ofReport = ({ agency, year, scope }: ReviewItem) =>
  and(eq(cellVerdicts.agency, agency), eq(cellVerdicts.year, year), eq(cellVerdicts.scope, scope));

/** By the same reasons as the reports of the queue (db/desk/review.ts). */
const weightsOf = ({ isDue, questions, isUnread, failures, isUnsure }: Reasons): readonly number[] => [
  Number(isDue),
  questions.length,
  Number(isUnread),
  failures.length,
  Number(isUnsure),
];

const placeOf = ({ origin: { table, row, column, offset = 0 } }: Fact): readonly number[] => [
  table,
  row,
  column,
  offset,
];

const nameOf = ({ edition, indicator, member }: Cell): string => [edition, indicator, member].join(" ");

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/**
 * What matters most first, alike in every database: in the order of the document what was read, by name what stands in one
 * place of it, and in the order of the forms what was not read.
 */
function compareCells(a: DoubtfulCell, b: DoubtfulCell): number {
  const weight = compareNumbers(weightsOf(b), weightsOf(a));
  if (weight !== 0 || a.isUnread) return weight;
  const place = compareNumbers(placeOf(a.fact), placeOf(b.fact));
  return place || (nameOf(a.fact) < nameOf(b.fact) ? -1 : 1);
}

/** The cells of a report that are doubtful, decided or not. */
export function listDoubtfulCells(
  db: Writer,
  catalog: Catalog,
  item: ReviewItem,
  found: readonly StoredFinding[],
): DoubtfulCell[] {
  const held = listCorrections(db, item);
  const asked = listReportQuestions(db, item).filter(({ state }) => isOpenQuestion(state));
  const said = db.select().from(cellVerdicts).where(ofReport(item)).orderBy(cellVerdicts.key).all();
  const doubtful = listCells(db, catalog, item).flatMap((fact): DoubtfulCell[] => {
    const reasons: Reasons = {
      isDue: held.some((one) => one.state === "due" && isSameCell(one, fact)),
      questions: asked.filter((one) => isSameCell(one, fact)).map(({ key }) => key),
      isUnread: fact.value.status === "absent",
      failures: failuresOf(fact, found),
      isUnsure: (fact.confidence ?? 1) < SURE,
    };
    const { isDue, questions, isUnread, failures, isUnsure } = reasons;
    if (!isDue && !isUnread && !isUnsure && questions.length + failures.length === 0) return [];
    const fingerprint = fingerprintOf(fact, reasons);
    const last = said.findLast((one) => isSameCell(one, fact));
    const verdict = last?.fingerprint === fingerprint ? last.verdict : undefined;
    const isCorrected = held.some((one) => one.state === "pending" && isSameCell(one, fact));
    return [{ ...reasons, fact, fingerprint, verdict, isCorrected }];
  });
  return doubtful.toSorted(compareCells);
}

/** The next cell to be looked at after one, from the first again behind the last; nothing where all are decided. */
export function nextCell(cells: readonly DoubtfulCell[], after: Cell): DoubtfulCell | undefined {
  const at = cells.findIndex(({ fact }) => isSameCell(fact, after));
  return [...cells.slice(at + 1), ...cells.slice(0, Math.max(at, 0))].find((cell) => !isDecided(cell));
}

export interface NewCellVerdict {
  readonly cell: Cell;
  readonly verdict: Verdict;
  /** Of what was seen. */
  readonly fingerprint: string;
  readonly by: string;
  readonly at: string;
}

export type Judged = "judged" | "no-cell" | "changed-meanwhile" | "not-so";

/** Says of a cell that it is as printed, or that it stays unread; of what is seen there, else nothing. */
export function judgeCell(
  db: Writer,
  item: ReviewItem,
  cells: readonly DoubtfulCell[],
  { cell, ...given }: NewCellVerdict,
): Judged {
  const doubtful = cells.find(({ fact }) => isSameCell(fact, cell));
  if (doubtful === undefined) return "no-cell";
  if (doubtful.fingerprint !== given.fingerprint) return "changed-meanwhile";
  // What was not read cannot be as printed, and what was read is not left unread but corrected.
  if (doubtful.isUnread !== (given.verdict === "left-unread")) return "not-so";
  const { agency, year, scope } = item;
  db.insert(cellVerdicts)
    .values({ agency, year, scope, ...cell, ...given })
    .run();
  return "judged";
}
