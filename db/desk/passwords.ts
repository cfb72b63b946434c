import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/**
 * Passwords, hashed with scrypt (RFC 7914) at N = 2^17, r = 8, p = 1: 128 MB and a third of a second each, as OWASP
 * recommends. One at a time, so that many sign-ins at once cost time, not memory.
 */

interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

const COST: Cost = { logN: 17, r: 8, p: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { readonly N: number; readonly r: number; readonly p: number; readonly maxmem: number },
) => Promise<Buffer>;

let last: Promise<unknown> = Promise.resolve();

function hash(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * r * 2 ** logN };
  const next = last.then(() => derive(password.normalize("NFKC"), salt, KEY_BYTES, options));
  last = next.catch(() => {});
  return next;
}

/** What is kept of a password: `scrypt:logN:r:p:salt:hash`. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const made = await hash(password, salt, cost);
  return ["scrypt", cost.logN, cost.r, cost.p, salt.toString("base64"), made.toString("base64")].join(":");
}

/** Whether a password is the one that was kept; takes as long where nothing was. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, logN, r, p, salt = "", held = ""] = (kept ?? `scrypt:${COST.logN}:${COST.r}:${COST.p}::`).split(
    ":",
  );
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const made = await hash(password, Buffer.from(salt, "base64"), cost);
  const expected = Buffer.from(held, "base64");
  return expected.length === made.length && timingSafeEqual(expected, made);
}

/** Letters and digits that cannot be taken for one another. */
const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of five signs: 99 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join("");
  return Array.from({ length: 4 }, group).join("-");
}
