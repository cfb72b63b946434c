import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { NameField, remitOf, StandingFields } from "@/app/_desk/user-fields.ts";
import { changeUser, findUser } from "@/db/desk/users.ts";

const Form = z.object({ name: NameField, barred: z.literal("yes").optional(), ...StandingFields });

/** Gives a user another role or remit, or bars him. */
export const POST = deskAction(
  { permission: "administer", form: Form, page: () => "/desk/users" },
  ({ name, barred, ...standing }, { db, write }) => {
    const remit = remitOf(db, standing);
    if ("problem" in remit) return remit;
    const { role } = standing;
    return write((note) => {
      const user = findUser(db, name);
      if (user === undefined) return { problem: "no-user" };
      const change = { role, remit, isBarred: barred === "yes" };
      if (changeUser(db, user, change) === "last") return { problem: "last-administrator" };
      const { role: wasRole, remit: wasRemit, isBarred } = user;
      note("user-changed", user.name, { was: { role: wasRole, remit: wasRemit, isBarred }, is: change });
      return { done: "user-changed" };
    });
  },
);
