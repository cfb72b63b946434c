/** The cookie of a session. lib/server answers whoever bears it past its cache. */

const NAME = "gongkai-session";
const FOUND = new RegExp(`(?:^|;\\s*)${NAME}=(?<token>[A-Za-z0-9_-]{43})(?:;|$)`);
/** As long as a session may last at most. */
const MAX_AGE = 12 * 3600;

export function readToken(cookies: string | null): string | undefined {
  return FOUND.exec(cookies ?? "")?.groups?.token;
}

/** Not for scripts, not from other sites; over HTTPS only where the site is reached by it. */
export function sessionCookie(token: string, headers: Headers): string {
  const secure = headers.get("x-forwarded-proto") === "https" ? "; Secure" : "";
  return `${NAME}=${token}; Path=/; Max-Age=${token === "" ? 0 : MAX_AGE}; HttpOnly; SameSite=Lax${secure}`;
}
