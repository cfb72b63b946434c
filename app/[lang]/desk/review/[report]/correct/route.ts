import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { parseAmount, parseCell } from "@/app/_desk/cell-field.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { lookPath } from "@/app/_desk/slot.ts";
import { listCells, listCorrections, proposeCorrection } from "@/db/desk/correct.ts";
import { listDoubtfulCells, nextCell } from "@/db/desk/doubtful-cells.ts";
import { answerByCorrection, listReportQuestions } from "@/db/desk/questions.ts";
import { readVersion } from "@/db/desk/review.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";

const Text = z.string().trim().min(1).max(2000);

const Form = z
  .object({
    cell: z.string().max(400),
    status: z.enum(["reported", "blank", "dash", "not-applicable", "illegible"]),
    amount: z.string().trim().max(40).default(""),
    why: Text,
    evidence: Text,
    /** The question of a reader that the correction answers. */
    question: z.coerce.number().int().positive().optional(),
    revision: z.coerce.number().int().min(0).optional(),
  })
  .refine(({ question, revision }) => (question === undefined) === (revision === undefined));

/** Proposes a correction of a cell; it holds once a release brings it. */
export const POST = deskAction(
  { permission: "edit", form: Form, page: itemPage },
  (
    { cell: field, status, amount: typed, why, evidence, question, revision },
    { db, user, at, write },
    params,
  ) => {
    const seen = parseCell(field);
    if (seen === undefined) return { problem: "no-cell" };
    return write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const catalog = getCatalog();
      const { indicator } = seen.cell;
      const fact = listCells(db, catalog, item).find((one) => one.indicator === indicator);
      const unit = catalog.units.find(({ id }) => id === fact?.unit);
      const amount = typed === "" ? null : (parseAmount(typed, unit?.scale ?? 1) ?? Number.NaN);
      if ((status === "reported") === (amount === null) || Number.isNaN(amount))
        return { problem: "bad-value" };
      const correction = {
        ...seen,
        is: { status, amount },
        why,
        evidence,
        by: user.name,
        at: at.toISOString(),
      };
      const proposed = proposeCorrection(db, catalog, item, correction);
      if (typeof proposed === "string") return { problem: proposed };
      const entered = listCorrections(db, item).find(({ key }) => key === proposed.key);
      const answered =
        question === undefined || revision === undefined
          ? undefined
          : answerByCorrection(
              db,
              item,
              { question, revision, by: user.name, at: at.toISOString() },
              entered,
            );
      // Where it replaces the correction that was to answer, the question has followed it already.
      const isLinked = listReportQuestions(db, item).some(
        (one) => one.key === question && one.correction === proposed.key,
      );
      note("correction-proposed", subjectOf(item), {
        ...seen.cell,
        was: seen.seen,
        is: correction.is,
        why,
        evidence,
        ...(isLinked ? { question } : {}),
      });
      const { findings } = readVersion(db, item.versionKey);
      const next = nextCell(listDoubtfulCells(db, catalog, item, findings), seen.cell);
      const home = itemPage(params);
      const page = next === undefined ? `${home}#corrections` : lookPath(home, next.fact);
      if (answered === undefined) return { done: "correction-proposed", page };
      return { done: isLinked ? "question-corrected" : `correction-unlinked-${answered}`, page };
    });
  },
);
