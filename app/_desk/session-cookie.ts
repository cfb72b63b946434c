import { sealData, unsealData } from "iron-session";
import { cookieSecret } from "@/db/desk/cookie-secret.ts";
import { getEnvironment } from "@/lib/env.ts";

/**
 * The cookie of a session: its token, sealed, so that a token that leaks from elsewhere opens nothing. Whether the session lasts is
 * told by the database (db/desk/sessions.ts). lib/server answers whoever bears the cookie past its cache.
 */

const NAME = "gongkai-session";
const FOUND = new RegExp(`(?:^|;\\s*)${NAME}=(?<seal>[^;\\s]+)`);
/** As long as a session may last at most, in seconds. */
const MAX_AGE = 12 * 3600;

interface Sealed {
  readonly token?: string;
}

const options = () => ({ password: cookieSecret(getEnvironment().dataFolder), ttl: MAX_AGE });

/** The token in the cookies of a request; `undefined` where there is none, or none that this server sealed. */
export async function readToken(cookies: string | null): Promise<string | undefined> {
  const seal = FOUND.exec(cookies ?? "")?.groups?.seal;
  if (seal === undefined) return undefined;
  // Without the server's own secret nothing is told; a seal that is none opens nothing.
  const own = options();
  return (await unsealData<Sealed>(seal, own).catch((): Sealed => ({}))).token;
}

/** Not for scripts, not from other sites; over HTTPS only where the site is reached by it. */
export async function sessionCookie(token: string, headers: Headers): Promise<string> {
  return write(await sealData({ token } satisfies Sealed, options()), MAX_AGE, headers);
}

/** Takes the cookie back. */
export function endedCookie(headers: Headers): string {
  return write("", 0, headers);
}

function write(value: string, maxAge: number, headers: Headers): string {
  const secure = headers.get("x-forwarded-proto") === "https" ? "; Secure" : "";
  return `${NAME}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}
