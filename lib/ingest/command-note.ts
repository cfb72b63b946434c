import type { Database } from "../../db/client.ts";
import { record } from "../../db/desk/audit.ts";
import type { Action } from "../desk/actions.ts";

/** Who has the command line of the server may do everything; the trail calls him so. */
export const ACTOR = "gongkai";

/** Puts what a command does on the trail: part of the transaction that does it. */
export const noteOnTrail =
  (db: Database) =>
  (action: Action, subject: string, detail: Readonly<Record<string, unknown>> = {}): void => {
    const at = new Date().toISOString();
    record(db, { at, actor: ACTOR, address: null, action, subject, detail });
  };
