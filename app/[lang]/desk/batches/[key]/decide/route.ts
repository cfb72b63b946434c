import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { batchOf, batchPage } from "@/app/_desk/batch-of.ts";
import { decideDraft } from "@/db/desk/drafts.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";

/** Id or name of an agency. */
const Agency = z.string().trim().max(80);

const Form = z
  .object({
    draft: z.coerce.number().int().positive(),
    revision: z.coerce.number().int().min(0),
    candidate: Agency.optional(),
    other: Agency.optional(),
    year: z.coerce.number().int().min(2008).max(2100),
    scope: z.enum(["own-organ", "own-level", "whole-region", "vertical-system"]),
  })
  // What is typed outweighs what is chosen: nobody types by accident.
  .transform(({ candidate, other, ...rest }) => ({ ...rest, agency: other || candidate }));

/** Says whose report a draft is. */
export const POST = deskAction(
  { permission: "edit", form: Form, page: batchPage },
  ({ agency, ...given }, { db, user, at, write }, { key }) => {
    const batch = batchOf(db, user, key);
    if (batch === undefined) return { problem: "not-yours", page: "/desk" };
    const page = `${batchPage({ key: String(batch.key) })}#draft-${given.draft}`;
    if (agency === undefined || agency === "") return { problem: "no-agency", page };
    const decision = { ...given, agency, by: user.name, at: at.toISOString() };
    return write((note) => {
      const decided = decideDraft(db, getCatalog(), user, batch, decision);
      if (decided !== "decided") return { problem: decided, page };
      const { draft, year, scope } = decision;
      note("identity-decided", `batch ${batch.key}, report ${draft}`, { agency, year, scope });
      return { done: "identity-decided", page };
    });
  },
);
