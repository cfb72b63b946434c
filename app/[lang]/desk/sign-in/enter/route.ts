import { z } from "zod";
import { addressOf, type DeskProps, goTo, isSentFromHere, languageOf } from "@/app/_desk/admit.ts";
import { sessionCookie } from "@/app/_desk/session-cookie.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { signIn } from "@/db/desk/sign-in.ts";

const Form = z.object({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  next: z.string().max(2000).default("/desk"),
});

const LARGEST_FORM = 16 * 1024;
/** Pages of the desk, and nothing that a browser would take for another site. */
const INSIDE = /^\/desk(?:[/?#]|$)(?!.*\\)/;

async function readForm(request: Request) {
  if (!(Number(request.headers.get("content-length") ?? Number.NaN) <= LARGEST_FORM)) return undefined;
  const form = await request.formData().catch(() => undefined);
  return form && Form.safeParse(Object.fromEntries(form)).data;
}

/** Opens a session for who knows a name and its password. */
export async function POST(request: Request, props: DeskProps): Promise<Response> {
  const lang = await languageOf(props);
  const form = isSentFromHere(request) ? await readForm(request) : undefined;
  if (form === undefined) return goTo(lang, "/desk/sign-in?why=foreign");
  const next = INSIDE.test(form.next) ? form.next : "/desk";
  const given = { name: form.name, password: form.password, address: addressOf(request) };
  const answer = await signIn(getDeskDatabase(), given, () => new Date());
  return answer.outcome === "signed-in"
    ? goTo(lang, next, { "set-cookie": await sessionCookie(answer.token, request.headers) })
    : goTo(lang, `/desk/sign-in?why=${answer.outcome}&next=${encodeURIComponent(next)}`);
}
