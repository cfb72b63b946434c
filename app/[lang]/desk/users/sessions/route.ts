import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { NameField } from "@/app/_desk/user-fields.ts";
import { endSessions } from "@/db/desk/sessions.ts";
import { findUser } from "@/db/desk/users.ts";

/** Ends all sessions of a user. */
export const POST = deskAction(
  { permission: "administer", form: z.object({ name: NameField }), page: () => "/desk/users" },
  ({ name }, { db, token, user: own, write }) =>
    write((note) => {
      const user = findUser(db, name);
      if (user === undefined) return { problem: "no-user" };
      const count = endSessions(db, user.key, user.key === own.key ? token : undefined);
      note("sessions-ended", user.name, { count });
      return { done: "sessions-ended" };
    }),
);
