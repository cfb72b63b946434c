import { createHash } from "node:crypto";
import type { ExportColumn, ExportRow } from "./table.ts";

const LENGTH = 12;
/** Names follow the language, findings the checks, who is left out the registry; version and day of the data are what the fingerprint is to outlive. */
const PASSING = /_name$|^(?:findings|failed_checks|agencies_left_out|data_(?:version|changed))$/;

/**
 * A short word that stays the same as long as the figures and their sources do: by it a view that was cited knows
 * whether it still shows what was cited.
 */
export function fingerprintOf<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  rows: readonly ExportRow<Id>[],
): string {
  const lasting = columns.filter(({ id }) => !PASSING.test(id));
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${JSON.stringify(lasting.map(({ id }) => [id, row[id]]))}\n`);
  return hash.digest("hex").slice(0, LENGTH);
}

/** What a frozen address carries: `57-0123456789ab`. */
export interface Frozen {
  readonly dataVersion: number;
  readonly fingerprint: string;
}

export function writeFrozen({ dataVersion, fingerprint }: Frozen): string {
  return `${dataVersion}-${fingerprint}`;
}

/** `undefined` for what is no such word. */
export function parseFrozen(text: string): Frozen | undefined {
  const found = /^(?<version>\d{1,9})-(?<print>[0-9a-f]{12})$/.exec(text)?.groups;
  return found && { dataVersion: Number(found.version), fingerprint: found.print ?? "" };
}

/** What has become of a view whose state is not kept; `future` names a version that is not here yet. */
export type SinceFrozen = "same-figures" | "changed" | "future";

export function compareFrozen(frozen: Frozen, now: Frozen): SinceFrozen {
  if (frozen.dataVersion > now.dataVersion) return "future";
  return frozen.fingerprint === now.fingerprint ? "same-figures" : "changed";
}
