import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { enterReview, listQueue } from "@/db/desk/review.ts";
import { VERDICTS } from "@/lib/desk/states.ts";

const Form = z.object({
  verdict: z.enum(VERDICTS),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  note: z.string().trim().max(2000).default(""),
});

/** Enters a verdict, and leads to the next report of the queue. */
export const POST = deskAction(
  { permission: "edit", form: Form, page: itemPage },
  (given, { db, user, at, write }, { report }) => {
    const outcome = write((note) => {
      const item = itemOf(db, user, report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const reviewed = enterReview(db, item, { ...given, by: user.name, at: at.toISOString() });
      if (reviewed !== "reviewed") return { problem: reviewed };
      note("report-reviewed", subjectOf(item), {
        version: item.version,
        verdict: given.verdict,
        note: given.note,
      });
      return { done: "reviewed" };
    });
    if ("problem" in outcome) return outcome;
    const [next] = listQueue(db, user);
    return next === undefined
      ? { done: "nothing-left", page: "/desk/review" }
      : { ...outcome, page: itemPage({ report: String(next.report) }) };
  },
);
