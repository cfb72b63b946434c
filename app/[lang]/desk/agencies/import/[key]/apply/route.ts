import { z } from "zod";
import { deskAction, type Outcome } from "@/app/_desk/action.ts";
import { Fingerprint } from "@/app/_desk/agency-fields.ts";
import { applyImport } from "@/app/_desk/registry-import.ts";
import { noteChanges } from "@/db/desk/registry.ts";
import { dropRegistryFile, findRegistryFile } from "@/db/desk/registry-files.ts";

const HOME = "/desk/agencies/import";

/** Imports a registry file whole, as it was shown, or not at all. */
export const POST = deskAction(
  {
    permission: "administer",
    form: z.object({ shown: Fingerprint, sure: z.literal("yes").optional() }),
    page: ({ key = "" }) => `${HOME}/${encodeURIComponent(key)}`,
  },
  ({ shown, sure }, { db, user, write }, { key = "" }): Outcome => {
    if (sure !== "yes") return { problem: "not-sure" };
    return write((note) => {
      const file = findRegistryFile(db, Number(key), user.key);
      if (file === undefined) return { problem: "file-gone", page: HOME };
      const imported = applyImport(db, file.bytes, user.remit, shown);
      if ("problem" in imported) return imported;
      const { counts, changes } = imported.applied;
      noteChanges(note, changes);
      note("registry-imported", file.name, { ...counts });
      dropRegistryFile(db, file.key);
      return { done: "registry-imported", page: "/desk/agencies" };
    });
  },
);
