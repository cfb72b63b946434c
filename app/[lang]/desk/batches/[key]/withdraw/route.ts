import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { batchOf, batchPage } from "@/app/_desk/batch-of.ts";
import { handles, withdrawBatch } from "@/db/desk/batches.ts";
import { removeBatchFolder } from "@/db/desk/folder.ts";
import { getEnvironment } from "@/lib/env.ts";

/** Takes a whole batch back, as long as nothing of it is published. */
export const POST = deskAction(
  { permission: "edit", form: z.object({ sure: z.literal("yes") }), page: batchPage },
  async (_, { db, user, at, write }, { key }) => {
    const batch = batchOf(db, user, key);
    if (batch === undefined || !handles(user, batch)) return { problem: "not-yours", page: "/desk" };
    const outcome = write((note) => {
      if (!withdrawBatch(db, batch.key, at.toISOString())) return { problem: "batch-closed" };
      note("batch-withdrawn", `batch ${batch.key}`, { name: batch.name });
      return { done: "batch-withdrawn" };
    });
    // What the disk still holds is only bytes that no row names any more.
    if ("done" in outcome) await removeBatchFolder(getEnvironment().dataFolder, batch.key);
    return outcome;
  },
);
