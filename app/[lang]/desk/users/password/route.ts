import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { NameField, PasswordField } from "@/app/_desk/user-fields.ts";
import { hashPassword } from "@/db/desk/passwords.ts";
import { findUser, setPassword } from "@/db/desk/users.ts";

/** Sets the password of somebody who lost his. */
export const POST = deskAction(
  {
    permission: "administer",
    form: z.object({ name: NameField, password: PasswordField }),
    page: () => "/desk/users",
  },
  async ({ name, password }, { db, token, user: own, write }) => {
    const hashed = await hashPassword(password);
    return write((note) => {
      const user = findUser(db, name);
      if (user === undefined) return { problem: "no-user" };
      setPassword(db, user.key, hashed, user.key === own.key ? token : undefined);
      note("password-changed", user.name);
      return { done: "password-changed" };
    });
  },
);
