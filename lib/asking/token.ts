import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * The token of a form about one cell: when it was made, and a signature over that and the cell. Only who was shown the
 * form can send it, not sooner than a person types and not for ever. The key lives as long as the process.
 */

const FASTEST_MS = 3_000;
const LONGEST_MS = 4 * 3_600_000;

/** Server and app load this module each for itself; both must mean the same. */
const shared = globalThis as typeof globalThis & { gongkaiAskingKey?: Buffer };
shared.gongkaiAskingKey ??= randomBytes(32);
const key = shared.gongkaiAskingKey;

const sign = (cell: string, madeAt: string): Buffer =>
  createHmac("sha256", key).update(`${madeAt} ${cell}`).digest();

/** `cell` names the cell and whatever else the form is bound to. */
export function issueToken(cell: string, now: number = Date.now()): string {
  const madeAt = now.toString(36);
  return `${madeAt}.${sign(cell, madeAt).toString("base64url")}`;
}

export type TokenFault = "forged" | "too-fast" | "too-old";

/** What is wrong with a token; nothing where it is good. */
export function findTokenFault(
  token: string,
  cell: string,
  now: number = Date.now(),
): TokenFault | undefined {
  const { madeAt = "", signature = "" } =
    /^(?<madeAt>[0-9a-z]{1,12})\.(?<signature>[\w-]{43})$/.exec(token)?.groups ?? {};
  const given = Buffer.from(signature, "base64url");
  const own = sign(cell, madeAt);
  if (given.length !== own.length || !timingSafeEqual(given, own)) return "forged";
  const age = now - Number.parseInt(madeAt, 36);
  return age < FASTEST_MS ? "too-fast" : age > LONGEST_MS ? "too-old" : undefined;
}
