import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { DEEPEST_ARCHIVE, MOST_ENTRIES, MOST_UNPACKED } from "./limits.ts";
import { sniff } from "./sniff.ts";
import { openPacked, type PackedEntry, type UnpackProblem } from "./unzip.ts";

/**
 * The files of a zip archive and of the archives in it, one at a time: a file is unpacked when it is asked for and its
 * bytes are forgotten before the next. Names are for showing only; nothing is written by name.
 *
 *   年报.zip { a.doc, inner.zip { 报告.doc }, ../../x.doc } → a.doc, inner.zip/报告.doc, x.doc (archive-unsafe-name)
 */

export interface Member {
  /** Path within the archive with `/`, cleaned; no two members have the same. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What operating systems and word processors leave beside the files that people packed. */
const LEFTOVER = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|~\$|Thumbs\.db$|desktop\.ini$)/i;
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const DRIVE = /^[a-z]:/i;
const LONGEST_NAME = 300;

const PROBLEMS: Readonly<Record<UnpackProblem, string>> = {
  encrypted: "archive-encrypted",
  damaged: "archive-damaged",
  "too-large": "archive-too-large",
  unsupported: "archive-unsupported",
};

/** A name that can be shown: no way up, no root, no drive, no sign that a terminal or a page would obey. */
function cleanName(name: string): { readonly name: string; readonly unsafe: boolean } {
  const shown = name.replace(CONTROLS, "");
  const parts = shown.replace(DRIVE, "").split("/");
  const kept = parts.filter((part) => part.trim() !== "" && part !== "." && part !== "..");
  const unsafe =
    shown !== name || DRIVE.test(shown) || shown.startsWith("/") || parts.includes("..") || kept.length === 0;
  return { name: kept.join("/").slice(-LONGEST_NAME), unsafe };
}

/** Entries of which none begins within another: overlapping ones are how small archives claim endless data. */
function findOverlapping(entries: readonly PackedEntry[]): ReadonlySet<PackedEntry> {
  const overlapping = new Set<PackedEntry>();
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.from - b.from)) {
    if (entry.from < end) overlapping.add(entry);
    else end = entry.to;
  }
  return overlapping;
}

const note = (code: string, parameters: Finding["parameters"]): Outcome<null> => ({
  value: null,
  findings: [{ code, parameters }],
});

class ArchiveWalk {
  private readonly names = new Set<string>();
  private entries = 0;
  private unpacked = 0;

  *walk(bytes: Uint8Array, prefix: string, depth: number): Generator<Outcome<Member | null>> {
    const packed = openPacked(bytes);
    const archive = prefix.slice(0, -1);
    if (packed.problem === "directory-lost") yield note("archive-damaged", { name: archive });
    if (packed.problem === "too-many") yield note("archive-too-many", { name: archive, limit: MOST_ENTRIES });
    const overlapping = findOverlapping(packed.entries);
    for (const entry of packed.entries) {
      if (LEFTOVER.test(entry.name)) continue;
      if (this.isSpent()) return;
      this.entries++;
      if (this.entries > MOST_ENTRIES) {
        yield note("archive-too-many", { name: archive, limit: MOST_ENTRIES });
        return;
      }
      const cleaned = cleanName(entry.name);
      const name = this.giveName(prefix + (cleaned.name || String(this.entries)));
      const findings: Finding[] = cleaned.unsafe
        ? [{ code: "archive-unsafe-name", parameters: { name } }]
        : [];
      if (overlapping.has(entry)) findings.push({ code: "archive-overlapping", parameters: { name } });
      else {
        yield* this.open(entry, name, findings, depth);
        continue;
      }
      yield { value: null, findings };
    }
  }

  private *open(
    entry: PackedEntry,
    name: string,
    findings: Finding[],
    depth: number,
  ): Generator<Outcome<Member | null>> {
    const { bytes, problem } = entry.read();
    this.unpacked += bytes.length;
    if (problem !== undefined) findings.push({ code: PROBLEMS[problem], parameters: { name } });
    if (problem !== undefined && bytes.length === 0) yield { value: null, findings };
    else if (this.isSpent()) yield { value: null, findings: [...findings, this.tooLarge(name)] };
    else if (sniff(bytes) !== "archive") yield { value: { name, bytes }, findings };
    else if (depth >= DEEPEST_ARCHIVE)
      yield {
        value: null,
        findings: [...findings, { code: "archive-too-deep", parameters: { name, limit: DEEPEST_ARCHIVE } }],
      };
    else {
      if (findings.length > 0) yield { value: null, findings };
      yield* this.walk(bytes, `${name}/`, depth + 1);
    }
  }

  /** Archives within archives share one ceiling. */
  private isSpent(): boolean {
    return this.unpacked > MOST_UNPACKED;
  }

  private tooLarge(name: string): Finding {
    return { code: "archive-too-large", parameters: { name } };
  }

  /** 报告.doc, 报告 (2).doc */
  private giveName(name: string): string {
    const dot = name.lastIndexOf(".");
    const [stem, ending] =
      dot > name.lastIndexOf("/") + 1 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let given = name;
    for (let count = 2; this.names.has(given); count++) given = `${stem} (${count})${ending}`;
    this.names.add(given);
    return given;
  }
}

/**
 * Members of an archive in the order of its directory. A finding comes with the member it is about, or alone where
 * that could not be had. Never throws for what the bytes hold.
 */
export function* listMembers(bytes: Uint8Array): Generator<Outcome<Member | null>> {
  yield* new ArchiveWalk().walk(bytes, "", 1);
}
