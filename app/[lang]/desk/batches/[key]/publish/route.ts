import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { batchOf, batchPage } from "@/app/_desk/batch-of.ts";
import { beginReleaseFiles } from "@/app/[lang]/releases/release-files.ts";
import { handles } from "@/db/desk/batches.ts";
import { publishBatch } from "@/db/desk/publish.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { databaseFile, getEnvironment } from "@/lib/env.ts";

const Form = z.object({
  title: z.string().trim().min(1).max(200),
  notes: z.string().trim().max(4000).default(""),
  sure: z.literal("yes"),
});

/** Publishes a batch as the next release. */
export const POST = deskAction(
  { permission: "publish", form: Form, page: batchPage },
  async ({ title, notes }, { db, user, address, at }, { key }) => {
    const batch = batchOf(db, user, key);
    if (batch === undefined || !handles(user, batch)) return { problem: "not-yours", page: "/desk" };
    const { dataFolder } = getEnvironment();
    const publication = { title, notes, by: user, address, at: at.toISOString() };
    const published = await publishBatch(
      databaseFile(dataFolder),
      dataFolder,
      getCatalog(),
      batch,
      publication,
    );
    if (typeof published === "string") return { problem: published };
    await beginReleaseFiles(published.release);
    return { done: "released" };
  },
);
