import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { keepRegistryFile } from "@/db/desk/registry-files.ts";
import { LARGEST_REGISTRY_MB } from "@/lib/desk/limits.ts";

const PAGE = "/desk/agencies/import";
const LARGEST = LARGEST_REGISTRY_MB * 1024 * 1024;

/** Takes a registry file in; what it would do is shown before anything of it is done. */
export const POST = deskAction(
  {
    permission: "administer",
    form: z.object({ file: z.instanceof(File) }),
    page: () => PAGE,
    largest: LARGEST + 64 * 1024,
  },
  async ({ file }, { user, at, db, write }) => {
    if (file.size === 0) return { problem: "no-files" };
    if (file.size > LARGEST) return { problem: "file-too-large" };
    const bytes = Buffer.from(await file.arrayBuffer());
    const name = file.name.slice(-200);
    const key = write((note) => {
      note("file-received", name, { bytes: bytes.length });
      return keepRegistryFile(db, { user: user.key, name, bytes, at });
    });
    return { done: "registry-file-received", page: `${PAGE}/${key}` };
  },
);
