import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { endSessions } from "@/db/desk/sessions.ts";

/** Ends one's own sessions but the one that asks. */
export const POST = deskAction(
  { permission: "read-drafts", form: z.object({}), page: () => "/desk/account" },
  (_, { db, user, token, write }) =>
    write((note) => {
      note("sessions-ended", user.name, { count: endSessions(db, user.key, token) });
      return { done: "sessions-ended" };
    }),
);
