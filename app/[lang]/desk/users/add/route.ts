import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { NameField, PasswordField, remitOf, StandingFields } from "@/app/_desk/user-fields.ts";
import { hashPassword } from "@/db/desk/passwords.ts";
import { addUser } from "@/db/desk/users.ts";

const Form = z.object({ name: NameField, password: PasswordField, ...StandingFields });

/** Adds a user. */
export const POST = deskAction(
  { permission: "administer", form: Form, page: () => "/desk/users" },
  async ({ name, password, ...standing }, { db, at, write }) => {
    const remit = remitOf(db, standing);
    if ("problem" in remit) return remit;
    const { role } = standing;
    const user = { name, role, remit, at: at.toISOString(), password: await hashPassword(password) };
    return write((note) => {
      const added = addUser(db, user);
      if (added === undefined) return { problem: "name-taken" };
      note("user-added", added, { role, remit });
      return { done: "user-added" };
    });
  },
);
