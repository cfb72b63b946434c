import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { batchOf, batchPage } from "@/app/_desk/batch-of.ts";
import { leaveOut } from "@/db/desk/drafts.ts";

const Form = z.object({
  draft: z.coerce.number().int().positive(),
  revision: z.coerce.number().int().min(0),
  out: z.enum(["yes", "no"]),
});

/** Leaves a report out of what is published, or takes it in again. */
export const POST = deskAction(
  { permission: "edit", form: Form, page: batchPage },
  ({ out, ...given }, { db, user, at, write }, { key }) => {
    const batch = batchOf(db, user, key);
    if (batch === undefined) return { problem: "not-yours", page: "/desk" };
    const page = `${batchPage({ key: String(batch.key) })}#draft-${given.draft}`;
    const isLeftOut = out === "yes";
    return write((note) => {
      const choice = { ...given, isLeftOut, by: user.name, at: at.toISOString() };
      const decided = leaveOut(db, user, batch, choice);
      if (decided !== "decided") return { problem: decided, page };
      note("report-left-out", `batch ${batch.key}, report ${given.draft}`, { isLeftOut });
      return { done: isLeftOut ? "left-out" : "taken-in", page };
    });
  },
);
