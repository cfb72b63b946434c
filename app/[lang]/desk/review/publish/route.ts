import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { beginReleaseFiles } from "@/app/[lang]/releases/release-files.ts";
import { releaseDecisions } from "@/db/desk/release-decisions.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { databaseFile, getEnvironment } from "@/lib/env.ts";

const Form = z.object({
  title: z.string().trim().min(1).max(200),
  notes: z.string().trim().max(4000).default(""),
  sure: z.literal("yes"),
});

/** Releases the corrections and verdicts that wait for it. */
export const POST = deskAction(
  { permission: "publish", form: Form, page: () => "/desk/review" },
  async ({ title, notes }, { user, address, at }) => {
    const publication = { title, notes, by: user, address, at: at.toISOString() };
    const file = databaseFile(getEnvironment().dataFolder);
    const released = await releaseDecisions(file, getCatalog(), publication);
    if (typeof released === "string") return { problem: released };
    await beginReleaseFiles(released.release);
    return { done: "released" };
  },
);
