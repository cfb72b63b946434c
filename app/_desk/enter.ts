import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { href } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { findSession, formTokenOf, type SessionUser } from "@/db/desk/sessions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { may, type Permission } from "@/lib/desk/roles.ts";
import { readToken } from "./session-cookie.ts";

/** Somebody signed in, looking at a page of the desk. */
export interface Desk {
  readonly lang: Language;
  readonly user: SessionUser;
  /** Of the session; never part of a page. */
  readonly token: string;
  /** What its forms bear. */
  readonly formToken: string;
}

/** Who looks at a page; whoever is not signed in is led to where one signs in, whoever may not see it to the desk. */
export async function enterDesk(lang: Language, path: string, permission: Permission): Promise<Desk> {
  const token = await readToken((await headers()).get("cookie"));
  const user = token && findSession(getDeskDatabase(), token, new Date());
  if (!user) redirect(href(lang, `/desk/sign-in?next=${encodeURIComponent(path)}`));
  if (!may(user.role, permission)) redirect(href(lang, "/desk?problem=not-allowed"));
  return { lang, user, token, formToken: formTokenOf(token) };
}
