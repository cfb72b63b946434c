import type { Database } from "../../db/client.ts";
import { pathInBatch, storeMember } from "../../db/desk/folder.ts";
import {
  claimWaiting,
  enterMember,
  type FileOutcome,
  findSameBytes,
  type NewDraft,
  settleFile,
  type WaitingFile,
} from "../../db/desk/reading-queue.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { isGrave } from "../catalog/finding-text.ts";
import type { Finding } from "../model.ts";
import { refuse } from "./admission.ts";
import { countCells, type FileReading } from "./file-reading.ts";
import { openPool, type Pool } from "./pool.ts";
import type { ReadingLimits } from "./reading-limits.ts";
import { openResolver, type Resolver, resolveReading, toFinding } from "./resolve-reading.ts";
import { isReportPath } from "./source-files.ts";

/** Reads the files that wait at the desk, by the same pool as the command line; what is read becomes drafts. */

export interface DeskReading {
  readonly db: Database;
  readonly catalog: Catalog;
  readonly dataFolder: string;
  /** Fingerprint of the reader (reader-fingerprint.ts). */
  readonly reader: string;
  readonly limits: ReadingLimits;
  readonly isDemonstration: boolean;
}

interface Work extends DeskReading {
  readonly pool: Pool;
  readonly resolver: Resolver;
}

/** Reads until nothing waits; `isStopped` ends it between two files, and what was under way waits again. */
export async function readWaiting(
  options: DeskReading,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const first = claimWaiting(options.db);
  if (first === undefined) return;
  const pool = openPool({ limits: options.limits, catalog: options.catalog });
  try {
    const work = { ...options, pool, resolver: openResolver(options.db, options.catalog) };
    await readFile(work, first);
    const hands = Array.from({ length: options.limits.workers }, async () => {
      for (;;) {
        const file = isStopped() ? undefined : claimWaiting(options.db);
        if (file === undefined) return;
        await readFile(work, file);
      }
    });
    await Promise.all(hands);
  } finally {
    pool.close();
  }
}

async function readFile(work: Work, file: WaitingFile): Promise<void> {
  const { db, dataFolder, reader, pool } = work;
  const told = (state: FileOutcome["state"], findings: readonly Finding[]): void =>
    settleFile(db, file, { state, findings, readAt: new Date().toISOString(), reader, drafts: [] });
  const held = findSameBytes(db, file);
  if (held !== undefined) return told("twice", twice(held).findings);
  if (!isReportPath(file.path)) return told("failed", [{ code: "upload-no-report", parameters: {} }]);
  const job = {
    path: pathInBatch(dataFolder, file.batch, file.stored),
    sha256: file.sha256,
    keep: true,
  };
  const reading = await pool.read(job);
  if (reading.state !== "archive") return settleFile(db, file, outcomeOf(work, file.path, reading));
  const findHeld = (sha256: string) => findSameBytes(db, { ...file, key: Number.MAX_SAFE_INTEGER, sha256 });
  for await (const member of pool.expand(job, async (sha256) => findHeld(sha256) === undefined)) {
    if (member.path === job.path) {
      const isLost = member.findings.some((finding) => isGrave(work.catalog, finding));
      told(isLost ? "failed" : "archive", member.findings);
      continue;
    }
    const path = `${file.path}${member.path.slice(job.path.length)}`;
    const { sha256, bytes, state } = member;
    const same = state === "held" && sha256 !== null ? findHeld(sha256) : undefined;
    const stored =
      sha256 === null || bytes === undefined
        ? null
        : await storeMember(dataFolder, file.batch, sha256, bytes);
    enterMember(
      db,
      file,
      { path, stored, sha256, bytes: bytes?.length ?? null },
      same === undefined
        ? outcomeOf(work, path, member)
        : { ...outcomeOf(work, path, member), ...twice(same) },
    );
  }
}

const twice = (file: string): Pick<FileOutcome, "state" | "findings"> => ({
  state: "twice",
  findings: [{ code: "upload-twice", parameters: { file } }],
});

/** What becomes of a file that was read: its reports held against the registry, or why there are none. */
function outcomeOf(work: Work, path: string, reading: FileReading): FileOutcome {
  const { resolver, reader, catalog } = work;
  const { sha256, readings, packed } = reading;
  const outcome = { readAt: new Date().toISOString(), reader, packed };
  const cells = countCells(readings.map(({ report }) => report));
  if (sha256 === null || cells.read === 0) {
    const findings = [...reading.findings, ...readings.flatMap((one) => one.findings)];
    return { ...outcome, state: "failed", findings, drafts: [] };
  }
  const drafts = readings.map((one): NewDraft => {
    const { reading: resolved, doubt } = resolveReading(one, { path, sha256 }, resolver);
    const { report } = resolved;
    const strange = refuse(report.identity, work.isDemonstration);
    const doubts = doubt === undefined ? [] : [toFinding(doubt, resolver)];
    return {
      report,
      findings: [...resolved.findings, ...doubts, ...strange],
      doubt,
      isStrange: strange.some((finding) => isGrave(catalog, finding)),
      cells: countCells([report]),
    };
  });
  return { ...outcome, state: "read", findings: reading.findings, drafts };
}
