import { MOST_ENTRIES } from "./limits.ts";

/**
 * Compound files ([MS-CFB]), in which Word and Excel 97 to 2003 keep their streams. The chains of sectors are followed
 * here and not by a library, because nothing in such a file may be believed: a chain may run in a circle, share its
 * sectors with another or claim more of them than the file has. Every sector belongs to one stream at most; one that is
 * claimed twice, and a chain that ends too early, break the stream, for its bytes may then stand in a wrong place.
 *
 *   header → FAT (which sector follows which) → directory (name, first sector, size) → streams
 *   streams below 4096 bytes lie in sectors of 64 bytes inside the root entry's stream, with a FAT of their own
 */

/** `cut`: the file ends before the stream does, what there is stands in its place. `broken`: not to be believed. */
export type StreamState = "whole" | "cut" | "broken";

export interface CompoundStream {
  readonly bytes: Uint8Array;
  readonly state: StreamState;
}

export interface CompoundFile {
  /** Names of the streams of the root storage; of all streams where the directory's tree is lost. */
  readonly names: readonly string[];
  readonly read: (name: string) => CompoundStream | undefined;
}

const HEADER_SIZE = 512;
const ENTRY_SIZE = 128;
const MINI_SIZE = 64;
const MINI_CUTOFF = 4096;
const HEADER_FAT_SECTORS = 109;
/** Numbers from here on mark the end of a chain, free sectors and sectors of the FAT itself. */
const LAST_SECTOR = 0xfffffffa;
const NONE = 0xffffffff;
const STREAM = 2;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/** Equal parts of the file (or of the mini stream) and the order in which they follow each other. */
interface Sectors {
  readonly count: number;
  readonly size: number;
  readonly at: (sector: number) => Uint8Array;
  /** Follower of a sector; `undefined` where the table that tells it is cut off. */
  readonly next: (sector: number) => number | undefined;
  readonly claimed: Uint8Array;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(at + part.length > size ? part.subarray(0, size - at) : part, at);
    at += part.length;
  }
  return bytes;
}

/** Follows a chain to its end, or until `size` bytes are had. Each sector is claimed, so the walk always ends. */
function follow(sectors: Sectors, start: number, size: number | undefined): CompoundStream {
  const parts: Uint8Array[] = [];
  let had = 0;
  let state: StreamState = "whole";
  let sector: number | undefined = start;
  while (size === undefined || had < size) {
    if (sector === undefined || (sector < LAST_SECTOR && sector >= sectors.count)) state = "cut";
    else if (sector >= LAST_SECTOR) state = size === undefined ? "whole" : "broken";
    else if (sectors.claimed[sector]) state = "broken";
    else {
      sectors.claimed[sector] = 1;
      const part = sectors.at(sector);
      parts.push(part);
      had += part.length;
      if (part.length === sectors.size || (size !== undefined && had >= size)) {
        sector = sectors.next(sector);
        continue;
      }
      state = "cut";
    }
    break;
  }
  return { bytes: concat(parts, Math.min(had, size ?? had)), state };
}

const tableOf = (bytes: Uint8Array): ((sector: number) => number | undefined) => {
  const view = viewOf(bytes);
  return (sector) => (sector * 4 + 4 <= view.byteLength ? view.getUint32(sector * 4, true) : undefined);
};

/** The sectors of the FAT: the first 109 named in the header, the others in a chain of their own. */
function listFatSectors(header: DataView, sectors: Omit<Sectors, "next">): number[] {
  const listed: number[] = [];
  const declared = Math.min(header.getUint32(44, true), sectors.count);
  for (let n = 0; n < HEADER_FAT_SECTORS && listed.length < declared; n++)
    listed.push(header.getUint32(76 + n * 4, true));
  let sector = header.getUint32(68, true);
  while (listed.length < declared && sector < sectors.count && !sectors.claimed[sector]) {
    sectors.claimed[sector] = 1;
    const view = viewOf(sectors.at(sector));
    for (let at = 0; at + 8 <= view.byteLength && listed.length < declared; at += 4)
      listed.push(view.getUint32(at, true));
    sector = view.byteLength === sectors.size ? view.getUint32(sectors.size - 4, true) : NONE;
  }
  return listed;
}

function openSectors(bytes: Uint8Array, header: DataView, size: number): Sectors {
  const count = Math.max(0, Math.ceil(bytes.length / size) - 1);
  const at = (sector: number): Uint8Array => bytes.subarray((sector + 1) * size, (sector + 2) * size);
  const plain = { count, size, at, claimed: new Uint8Array(count) };
  const fat = listFatSectors(header, plain).map((sector) => {
    if (sector >= count || plain.claimed[sector]) return undefined;
    plain.claimed[sector] = 1;
    return viewOf(at(sector));
  });
  const perSector = size / 4;
  const next = (sector: number): number | undefined => {
    const view = fat[Math.floor(sector / perSector)];
    const from = (sector % perSector) * 4;
    return view !== undefined && from + 4 <= view.byteLength ? view.getUint32(from, true) : undefined;
  };
  return { ...plain, next };
}

function listEntries(directory: Uint8Array): Entry[] {
  const view = viewOf(directory);
  const entries: Entry[] = [];
  const end = Math.min(view.byteLength, MOST_ENTRIES * ENTRY_SIZE);
  for (let at = 0; at + ENTRY_SIZE <= end; at += ENTRY_SIZE) {
    const nameSize = Math.max(0, Math.min(view.getUint16(at + 64, true), 64) - 2);
    entries.push({
      name: new TextDecoder("utf-16le").decode(directory.subarray(at, at + nameSize)),
      type: view.getUint8(at + 66),
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

/** Streams of the root storage, not those of embedded objects; found by the tree of siblings below the root. */
function listStreams(entries: readonly Entry[]): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<number>();
  const pending = [entries[0]?.child ?? NONE];
  while (pending.length > 0) {
    const id = pending.pop() ?? NONE;
    const entry = entries[id];
    if (entry === undefined || seen.has(id)) continue;
    seen.add(id);
    if (entry.type === STREAM) found.push(entry);
    pending.push(entry.left, entry.right);
  }
  return found.length > 0 ? found : entries.filter((entry) => entry.type === STREAM);
}

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

/** Opens the directory; streams are read when asked for. `undefined` where not even a directory is left. */
export function openCompound(bytes: Uint8Array): CompoundFile | undefined {
  if (bytes.length < HEADER_SIZE || SIGNATURE.some((byte, at) => bytes[at] !== byte)) return undefined;
  const header = viewOf(bytes);
  const shift = header.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return undefined;
  const sectors = openSectors(bytes, header, 2 ** shift);
  const entries = listEntries(follow(sectors, header.getUint32(48, true), undefined).bytes);
  const streams = listStreams(entries);
  if (streams.length === 0) return undefined;
  let minis: Sectors | undefined;
  const openMinis = (): Sectors => {
    if (minis !== undefined) return minis;
    const [root] = entries;
    const container = follow(sectors, root?.start ?? NONE, root?.size ?? 0).bytes;
    const table = follow(sectors, header.getUint32(60, true), undefined).bytes;
    const count = Math.ceil(container.length / MINI_SIZE);
    minis = {
      count,
      size: MINI_SIZE,
      at: (sector) => container.subarray(sector * MINI_SIZE, (sector + 1) * MINI_SIZE),
      next: tableOf(table),
      claimed: new Uint8Array(count),
    };
    return minis;
  };
  const known = new Map<string, CompoundStream>();
  const read = (name: string): CompoundStream | undefined => {
    const met = known.get(name);
    const entry = streams.find((candidate) => candidate.name === name);
    if (met !== undefined || entry === undefined) return met;
    const stream =
      entry.size === 0
        ? ({ bytes: new Uint8Array(), state: "whole" } as const)
        : follow(entry.size < MINI_CUTOFF ? openMinis() : sectors, entry.start, entry.size);
    known.set(name, stream);
    return stream;
  };
  return { names: streams.map(({ name }) => name), read };
}
