import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { dropRegistryFile, findRegistryFile } from "@/db/desk/registry-files.ts";

const HOME = "/desk/agencies/import";

/** Drops a registry file; nothing of it was imported. */
export const POST = deskAction(
  { permission: "administer", form: z.object({}), page: () => HOME },
  (_, { db, user, write }, { key = "" }) =>
    write((note) => {
      const file = findRegistryFile(db, Number(key), user.key);
      if (file === undefined) return { problem: "file-gone" };
      dropRegistryFile(db, file.key);
      note("file-refused", file.name);
      return { done: "registry-file-dropped" };
    }),
);
