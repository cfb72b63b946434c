import { encodeGb18030 } from "./gb18030.ts";

/**
 * Characters to their numbers in the collection Adobe-GB1 (Adobe Technical Note 5079): ASCII, then the rows of
 * GB 2312 without their gaps.
 */

/** First code of a run in EUC, length, number of its first character. */
const RUNS: readonly (readonly [first: number, length: number, cid: number])[] = [
  [0xa1a1, 94, 96],
  [0xa2b1, 50, 190],
  [0xa2e5, 10, 240],
  [0xa2f1, 12, 250],
  [0xa3a1, 94, 262],
  ...Array.from({ length: 39 }, (_, row) => [0xb0a1 + row * 256, 94, 940 + row * 94] as const),
  [0xd7a1, 89, 940 + 39 * 94],
  ...Array.from({ length: 32 }, (_, row) => [0xd8a1 + row * 256, 94, 4695 + row * 94] as const),
];

const known = new Map<string, number>();

function findCid(character: string): number | undefined {
  const point = character.charCodeAt(0);
  if (point >= 0x20 && point < 0x7f) return point - 0x1f;
  const [lead = 0, trail] = encodeGb18030(character);
  if (trail === undefined) return undefined;
  const code = lead * 256 + trail;
  const run = RUNS.find(([first, length]) => code >= first && code < first + length);
  return run && run[2] + code - run[0];
}

/** The number of a character; throws `RangeError` for one that GB 2312 lacks. */
export function cidOf(character: string): number {
  const cid = known.get(character) ?? findCid(character);
  if (cid === undefined) throw new RangeError(`not in Adobe-GB1 as tabulated: ${character}`);
  known.set(character, cid);
  return cid;
}
