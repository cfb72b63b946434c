import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { hashPassword, isPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "@/db/desk/passwords.ts";
import { findPassword, setPassword } from "@/db/desk/users.ts";

const Form = z.object({
  current: z.string().min(1).max(LONGEST_PASSWORD),
  next: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD),
  again: z.string(),
});

/** Sets one's own password; the other sessions end with the old one. */
export const POST = deskAction(
  { permission: "read-drafts", form: Form, page: () => "/desk/account" },
  async ({ current, next, again }, { db, user, token, write }) => {
    if (next !== again) return { problem: "passwords-differ" };
    if (!(await isPassword(current, findPassword(db, user.key)))) return { problem: "password-wrong" };
    const hashed = await hashPassword(next);
    return write((note) => {
      setPassword(db, user.key, hashed, token);
      note("password-changed", user.name);
      return { done: "password-changed" };
    });
  },
);
