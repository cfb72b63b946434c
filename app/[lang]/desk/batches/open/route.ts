import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { openBatch } from "@/db/desk/batches.ts";

/** Opens a batch, which files are then sent to. */
export const POST = deskAction(
  {
    permission: "edit",
    form: z.object({ name: z.string().trim().min(1).max(100) }),
    page: () => "/desk",
  },
  ({ name }, { db, user, at, write }) =>
    write((note) => {
      const key = openBatch(db, name, user.key, at.toISOString());
      note("batch-opened", `batch ${key}`, { name });
      return { done: "batch-opened", page: `/desk/batches/${key}` };
    }),
);
