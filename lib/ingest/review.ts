import type { Database } from "../../db/client.ts";
import { acceptReading, listAwaiting } from "../../db/review.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import type { AwaitingVersion } from "../views.ts";
import { fill, getMessages } from "./messages.ts";

/** `gongkai review`: what was recognised in pictures and waits to be looked at, and saying that it is right. */

const HASH_SHOWN = 12;

function printVersion(one: AwaitingVersion, language: Language): string {
  const { cellsRead: read, cellsExpected: expected, agencyNameZh: agency, year, fileName: file } = one;
  const hash = one.document.slice(0, HASH_SHOWN);
  return fill(getMessages(language).reviewing.line, { hash, agency, year, file, read, expected });
}

export interface ReviewOptions {
  readonly accept?: readonly string[];
  readonly by?: string;
  readonly json?: boolean;
}

/** Lists or accepts. Answers what to print and whether every hash named was found. */
export async function review(
  db: Database,
  catalog: Catalog,
  { accept, by = "", json }: ReviewOptions,
  language: Language,
): Promise<{ readonly lines: readonly string[]; readonly found: boolean }> {
  const words = getMessages(language).reviewing;
  const print = (one: AwaitingVersion): string => (json ? JSON.stringify(one) : printVersion(one, language));
  if (accept === undefined) {
    const awaiting = await listAwaiting(db);
    const lines = awaiting.map(print);
    return { lines: json || lines.length > 0 ? lines : [words.none], found: true };
  }
  const lines: string[] = [];
  let found = true;
  for (const hash of accept) {
    const accepted = await acceptReading(db, catalog, { hash, by, at: new Date().toISOString() });
    found &&= accepted.length > 0;
    if (accepted.length === 0) lines.push(fill(words.unknown, { hash }));
    lines.push(...accepted.map(print));
  }
  return { lines, found };
}
