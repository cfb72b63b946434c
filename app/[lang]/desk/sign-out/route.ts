import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import type { DeskProps } from "@/app/_desk/admit.ts";
import { endedCookie } from "@/app/_desk/session-cookie.ts";
import { endSession } from "@/db/desk/sessions.ts";

const end = deskAction(
  { permission: "read-drafts", form: z.object({}), page: () => "/desk" },
  (_, { db, token, user, write }) =>
    write((note) => {
      endSession(db, token);
      note("signed-out", user.name);
      return { done: "signed-out", page: "/desk/sign-in?why=signed-out" };
    }),
);

/** Ends the session and takes its cookie back. */
export async function POST(request: Request, props: DeskProps): Promise<Response> {
  const response = await end(request, props);
  if (response.status === 303) response.headers.set("set-cookie", endedCookie(request.headers));
  return response;
}
