import { u16, u32 } from "../little-endian.ts";

/**
 * Formatted disk pages ([MS-DOC] 2.9.34 and 2.9.175): 512 bytes that say how runs of characters, or paragraphs, look.
 * A table (PlcBteChpx, PlcBtePapx) tells which page speaks for which bytes of the text.
 */

export interface Run {
  /** Bytes of the WordDocument stream, `to` excluded. */
  readonly from: number;
  readonly to: number;
  /** A list of modifiers; that of a paragraph follows the number of its style. */
  readonly properties: Uint8Array;
}

const PAGE = 512;
const NOTHING = new Uint8Array();

type ReadProperties = (page: Uint8Array, entry: number) => Uint8Array;

/** 2.9.32, Chpx. */
const characterProperties: ReadProperties = (page, entry) => {
  const at = (page[entry] ?? 0) * 2;
  return at === 0 ? NOTHING : page.subarray(at + 1, at + 1 + (page[at] ?? 0));
};

/** 2.9.174, PapxInFkp: the size is in words; 0 says that the next byte has it. */
const paragraphProperties: ReadProperties = (page, entry) => {
  const at = (page[entry] ?? 0) * 2;
  if (at === 0) return NOTHING;
  const words = page[at] ?? 0;
  if (words > 0) return page.subarray(at + 1, at + words * 2);
  return page.subarray(at + 2, at + 2 + (page[at + 1] ?? 0) * 2);
};

function readPage(page: Uint8Array, entrySize: number, read: ReadProperties): readonly Run[] | undefined {
  const count = page[PAGE - 1] ?? 0;
  const entries = (count + 1) * 4;
  if (page.length < PAGE || count === 0 || entries + count * entrySize >= PAGE) return undefined;
  const runs: Run[] = [];
  for (let n = 0; n < count; n++) {
    const from = u32(page, n * 4);
    const to = u32(page, n * 4 + 4);
    if (to < from) return undefined;
    runs.push({ from, to, properties: read(page, entries + n * entrySize) });
  }
  return runs;
}

/** The last of ascending `starts` that is not above `value`. */
function findLast(count: number, startOf: (at: number) => number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export class Pages {
  private readonly known = new Map<number, readonly Run[] | undefined>();
  private readonly count: number;

  private constructor(
    private readonly main: Uint8Array,
    private readonly table: Uint8Array,
    private readonly entrySize: number,
    private readonly read: ReadProperties,
  ) {
    this.count = Math.max(0, Math.floor((table.length - 4) / 8));
  }

  static ofCharacters(main: Uint8Array, table: Uint8Array): Pages {
    return new Pages(main, table, 1, characterProperties);
  }

  static ofParagraphs(main: Uint8Array, table: Uint8Array): Pages {
    return new Pages(main, table, 13, paragraphProperties);
  }

  /** The run that holds a byte of the text; `undefined` where no sound page speaks for it. */
  find(position: number): Run | undefined {
    const at = findLast(this.count, (n) => u32(this.table, n * 4), position);
    if (at < 0 || position >= u32(this.table, at * 4 + 4)) return undefined;
    const number = u32(this.table, (this.count + 1) * 4 + at * 4) & 0x3fffff;
    if (!this.known.has(number)) {
      const page = this.main.subarray(number * PAGE, number * PAGE + PAGE);
      this.known.set(number, readPage(page, this.entrySize, this.read));
    }
    const runs = this.known.get(number) ?? [];
    const run = runs[findLast(runs.length, (n) => runs[n]?.from ?? 0, position)];
    return run !== undefined && position < run.to ? run : undefined;
  }

  /** Number of the style a paragraph has (2.9.114, GrpPrlAndIstd). */
  static styleOf(run: Run): number {
    return u16(run.properties, 0);
  }
}
