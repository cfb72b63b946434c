import { strFromU8, unzipSync, unzlibSync, zipSync, zlibSync } from "fflate";
import type { Random } from "../../lib/typeset/random.ts";
import { pick } from "./figures.ts";

/** Damage to the bytes of a file, as broken transfers and hostile hands leave it. */

export type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const spot = (length: number, random: Random): number => Math.floor(random() * length);

/** From where to where: mostly short, sometimes a good part of the file. */
function range(length: number, random: Random): readonly [number, number] {
  const from = spot(length, random);
  const size = random() < 0.7 ? 1 + spot(16, random) : 1 + spot(Math.max(1, length / 3), random);
  return [from, Math.min(length, from + size)];
}

const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function flip(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  const count = 1 + spot(random() < 0.8 ? 4 : 400, random);
  for (let turn = 0; turn < count; turn += 1) {
    const at = spot(copy.length, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << spot(8, random));
  }
  return copy;
}

export const BYTE_MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip,
  delete: (bytes, random) => {
    const [from, to] = range(bytes.length, random);
    return concat(bytes.subarray(0, from), bytes.subarray(to));
  },
  insert: (bytes, random) => {
    const at = spot(bytes.length, random);
    const more = Uint8Array.from({ length: 1 + spot(64, random) }, () => spot(256, random));
    return concat(bytes.subarray(0, at), more, bytes.subarray(at));
  },
  truncate: (bytes, random) => bytes.slice(0, spot(bytes.length, random)),
  duplicate: (bytes, random) => {
    const [from, to] = range(bytes.length, random);
    return concat(bytes.subarray(0, to), bytes.subarray(from));
  },
  zero: (bytes, random) => {
    const copy = bytes.slice();
    const [from, to] = range(bytes.length, random);
    copy.fill(pick(random, [0, 255]), from, to);
    return copy;
  },
  /** Sizes, offsets and counts of binary formats, set to what no file has. */
  extreme: (bytes, random) => {
    if (bytes.length < 4) return bytes;
    const copy = bytes.slice();
    new DataView(copy.buffer).setUint32(
      spot(copy.length - 3, random) & ~1,
      pick(random, [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe]),
      random() < 0.8,
    );
    return copy;
  },
};

export function pickMutation(
  mutations: Readonly<Record<string, Mutation>>,
  random: Random,
): readonly [string, Mutation] {
  return pick(random, Object.entries(mutations));
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isPdf = (bytes: Uint8Array): boolean => strFromU8(bytes.subarray(0, 5), true) === "%PDF-";

/** One part of a package changed, and all packed again, so that the damage lies behind the checksums. */
function mutatePart(bytes: Uint8Array, mutation: Mutation, random: Random): Uint8Array {
  const parts = unzipSync(bytes);
  const name = pick(random, Object.keys(parts));
  const changed = mutation(parts[name] ?? new Uint8Array(), random);
  return zipSync({ ...parts, [name]: changed }, { level: 1 });
}

/** One compressed stream of a PDF changed; the table of objects is then wrong as well. */
function mutateStream(bytes: Uint8Array, mutation: Mutation, random: Random): Uint8Array {
  const text = strFromU8(bytes, true);
  const starts = [...text.matchAll(/FlateDecode \/Length \d+ >>\nstream\n/g)];
  const [start] = starts.length > 0 ? [pick(random, starts)] : [];
  if (start === undefined) return mutation(bytes, random);
  const from = start.index + start[0].length;
  const to = text.indexOf("\nendstream", from);
  const content = zlibSync(mutation(unzlibSync(bytes.subarray(from, to)), random), { level: 1 });
  const head = start[0].replace(/Length \d+/, `Length ${content.length}`);
  const before = bytes.subarray(0, start.index);
  return concat(before, new TextEncoder().encode(head), content, bytes.subarray(to));
}

/** Applies a mutation to what a file packs; `undefined` for a file that packs nothing. */
export function mutateInside(bytes: Uint8Array, mutation: Mutation, random: Random): Uint8Array | undefined {
  try {
    if (isZip(bytes)) return mutatePart(bytes, mutation, random);
    if (isPdf(bytes)) return mutateStream(bytes, mutation, random);
  } catch {
    // A file of the corpus that is broken by intent: damaged from outside instead.
  }
  return undefined;
}
