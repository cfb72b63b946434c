import { href, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Database } from "@/db/client.ts";
import { record } from "@/db/desk/audit.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { findSession, type SessionUser } from "@/db/desk/sessions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Action } from "@/lib/desk/actions.ts";
import { may, type Permission } from "@/lib/desk/roles.ts";
import { errorResponse } from "@/lib/errors.ts";
import { isFromHere } from "@/lib/from-here.ts";
import { readToken } from "./session-cookie.ts";

/** Who may write at the desk: somebody signed in, from a page of this site, with a role that may. */

export interface DeskProps {
  readonly params: Promise<Readonly<Record<string, string>>>;
}

export type Note = (action: Action, subject: string, detail?: Readonly<Record<string, unknown>>) => void;

export interface Admitted {
  readonly db: Database;
  readonly lang: Language;
  readonly user: SessionUser;
  /** Of the session. */
  readonly token: string;
  readonly address: string;
  readonly at: Date;
  /** Runs in one transaction with what the trail is to say of it. */
  readonly write: <T>(run: (note: Note) => T) => T;
}

type Refusal = "signed-out" | "not-allowed" | "foreign" | "bad-form";

const STATUS: Readonly<Record<Refusal, number>> = {
  "signed-out": 401,
  "not-allowed": 403,
  foreign: 403,
  "bad-form": 400,
};

/** Browsers say where a form was sent from: this site alone may. */
export const isSentFromHere = ({ headers }: Request): boolean =>
  isFromHere({
    origin: headers.get("origin"),
    host: headers.get("host"),
    site: headers.get("sec-fetch-site"),
  });

export const addressOf = ({ headers }: Request): string => headers.get("x-gongkai-address") ?? "";

export const isScripted = ({ headers }: Request): boolean =>
  headers.get("accept")?.startsWith("application/json") ?? false;

export async function languageOf({ params }: DeskProps): Promise<Language> {
  const { lang = "zh" } = await params;
  return isLanguage(lang) ? lang : "zh";
}

export function goTo(lang: Language, path: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { ...headers, location: href(lang, path), "cache-control": "no-store" },
  });
}

/** A form whose session has ended leads to where one signs in, and then back to its page. */
export function refuse(request: Request, lang: Language, why: Refusal, page: string): Response {
  const sentence = messages(lang).desk.refusals[why];
  if (isScripted(request)) return errorResponse(STATUS[why], why, sentence);
  if (why === "signed-out") return goTo(lang, `/desk/sign-in?why=ended&next=${encodeURIComponent(page)}`);
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  return new Response(sentence, { status: STATUS[why], headers });
}

interface Reader {
  readonly user: SessionUser;
  readonly token: string;
}

/** Whoever asks for a file of the desk; `page` is where one finds it. */
export async function admitReader(
  request: Request,
  lang: Language,
  permission: Permission,
  page: string,
): Promise<Reader | Response> {
  const token = await readToken(request.headers.get("cookie"));
  const user = token === undefined ? undefined : findSession(getDeskDatabase(), token, new Date());
  if (token === undefined || user === undefined) return refuse(request, lang, "signed-out", page);
  return may(user.role, permission) ? { user, token } : refuse(request, lang, "not-allowed", page);
}

/** Whoever sends a form; `page` is where it stands. */
export async function admit(
  request: Request,
  lang: Language,
  permission: Permission,
  page: string,
): Promise<Admitted | Response> {
  if (!isSentFromHere(request)) return refuse(request, lang, "foreign", page);
  const reader = await admitReader(request, lang, permission, page);
  if (reader instanceof Response) return reader;
  const db = getDeskDatabase();
  const at = new Date();
  const address = addressOf(request);
  const note: Note = (action, subject, detail = {}) =>
    record(db, { at: at.toISOString(), actor: reader.user.name, address, action, subject, detail });
  const write: Admitted["write"] = (run) => db.transaction(() => run(note), { behavior: "immediate" });
  return { ...reader, db, lang, address, at, write };
}
