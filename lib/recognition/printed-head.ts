import type { Label, TableBlock } from "../catalog/schema.ts";

/**
 * Whether words printed over a table are the heads of a form in the form's own order. Text keeps narrow heads in pieces:
 *
 *   商业 科研 社会        the first line is the beginning of three heads, the second their end: 商业企业, 科研机构, 社会公益
 *   企业 机构 公益
 *
 * Every piece must go on with a label of the form, pieces of one line from left to right, until all labels are complete.
 * That their order is the form's must be seen: by pieces side by side, by where they stand, or by the order in which
 * the labels begin, level by level or each group whole.
 */

export interface HeadPiece {
  readonly text: string;
  /**
   * Where it begins in its line, by every measure there is (extractors count a full-width character as one place or as
   * two); empty where that is not known.
   */
  readonly places: readonly number[];
}

export type HeadLine = readonly HeadPiece[];

export type PrintedHead =
  /** The heads as printed, in the order of the form. */
  | { readonly kind: "verified"; readonly printed: readonly string[] }
  /** There are words of a head, but not this one whole and in this order. */
  | { readonly kind: "other" }
  | { readonly kind: "absent" };

interface Node {
  /** First and last column below it; what stands beside the columns has negative ones. */
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly leaf: boolean;
  readonly variants: readonly string[];
}

const SPACES = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g;
const PUNCTUATION = /[、,.;:!?"'“”‘’《》〈〉「」『』【】[\]·•/\\\-—–_*()。]/g;
export const normalizeHead = (text: string): string =>
  text.normalize("NFKC").replace(SPACES, "").replace(PUNCTUATION, "");

export function variantsOf(label: Label): string[] {
  const texts = [label.zh, ...(label.aliases ?? [])];
  const bare = texts.map((text) => text.replace(/[（(][^（）()]*[)）]/g, ""));
  return [...new Set([...texts, ...bare].map(normalizeHead).filter((text) => text !== ""))];
}

const nodeLists = new WeakMap<TableBlock, readonly Node[]>();

/** The labels of a block's heads, groups and leaves, with what stands over its row labels. */
function nodesOf(block: TableBlock): readonly Node[] {
  const known = nodeLists.get(block);
  if (known !== undefined) return known;
  const nodes: Node[] = [];
  const beside = [block.heading, block.corner, block.unitColumn].filter((label) => label !== undefined);
  for (const [at, label] of beside.entries()) {
    const position = at - beside.length;
    nodes.push({ from: position, to: position, depth: 0, leaf: false, variants: variantsOf(label) });
  }
  block.columns.forEach((column, at) => {
    column.path.forEach((label, depth) => {
      const leaf = depth === column.path.length - 1;
      const open = nodes.findLastIndex((node) => !node.leaf && node.depth === depth && node.to === at - 1);
      const before = block.columns[at - 1]?.path;
      const same = column.path.slice(0, depth + 1).every((above, level) => before?.[level]?.zh === above.zh);
      const group = leaf || !same ? undefined : nodes[open];
      if (group !== undefined) nodes[open] = { ...group, to: at };
      else nodes.push({ from: at, to: at, depth, leaf, variants: variantsOf(label) });
    });
  });
  nodeLists.set(block, nodes);
  return nodes;
}

/** Heads that stand under several groups are told apart by these alone, which then must be there. */
function isDue(node: Node, nodes: readonly Node[]): boolean {
  if (node.from < 0 || node.leaf) return node.leaf;
  const leaves = nodes.filter(({ leaf }) => leaf).map(({ variants }) => variants[0]);
  return new Set(leaves).size < leaves.length;
}

interface Piece {
  readonly raw: string;
  readonly text: string;
  readonly line: number;
  readonly places: readonly number[];
}

const MOST_STEPS = 20_000;
const MOST_STRAY = 6;
const MOST_LINES = 60;

class HeadSearch {
  private steps = 0;
  private readonly consumed: string[];
  /** Which node each piece went on with. */
  private readonly given: (number | undefined)[] = [];

  constructor(
    private readonly nodes: readonly Node[],
    private readonly pieces: readonly Piece[],
  ) {
    this.consumed = nodes.map(() => "");
  }

  find(): readonly string[] | undefined {
    if (!this.search(0, 0)) return undefined;
    return this.nodes.flatMap((node, at) =>
      node.leaf ? [this.pieces.map(({ raw }, n) => (this.given[n] === at ? raw : "")).join("")] : [],
    );
  }

  private search(at: number, stray: number): boolean {
    if (++this.steps > MOST_STEPS) return false;
    const piece = this.pieces[at];
    if (piece === undefined) return this.isComplete() && this.isOrdered();
    const starts = this.pieces[at - 1]?.line !== piece.line;
    const last = starts ? undefined : this.given[at - 1];
    const before = last === undefined ? undefined : this.nodes[last];
    for (const [n, node] of this.nodes.entries()) {
      if (before !== undefined && n !== last && node.from <= before.to) continue;
      const consumed = this.consumed[n] ?? "";
      const next = consumed + piece.text;
      if (!node.variants.some((variant) => variant.startsWith(next))) continue;
      this.consumed[n] = next;
      this.given[at] = n;
      if (this.search(at + 1, stray)) return true;
      this.consumed[n] = consumed;
      this.given[at] = undefined;
    }
    // What stands over the row labels may be worded freely.
    if (!starts || stray >= MOST_STRAY || this.isOfHead(piece)) return false;
    this.given[at] = undefined;
    return this.search(at + 1, stray + 1);
  }

  private isOfHead({ text }: Piece): boolean {
    return this.nodes.some(({ from, variants }) => from >= 0 && variants.some((one) => one.includes(text)));
  }

  private isComplete(): boolean {
    return this.nodes.every((node, at) => {
      const consumed = this.consumed[at] ?? "";
      return (
        node.variants.includes(consumed) || node.from < 0 || (consumed === "" && !isDue(node, this.nodes))
      );
    });
  }

  private isOrdered(): boolean {
    const leaves = this.nodes.filter(({ leaf }) => leaf).length;
    const pairs = Array.from({ length: leaves - 1 }, (_, column) => column);
    return (
      pairs.every((column) => this.standSideBySide(column)) ||
      [0, 1].some((measure) => this.standApart(measure)) ||
      this.isInSequence()
    );
  }

  /** Whether the middles of all heads go from left to right. */
  private standApart(measure: number): boolean {
    const middles = this.nodes.flatMap((node, n) => (node.leaf ? [this.middleOf(n, measure)] : []));
    return (
      middles.length > 1 && middles.every((middle, at) => at === 0 || middle > (middles[at - 1] ?? middle))
    );
  }

  /** Whether in one line a head that ends with the column stands before one that begins with the next. */
  private standSideBySide(column: number): boolean {
    return this.pieces.some(({ line }, at) => {
      if (this.nodes[this.given[at] ?? -1]?.to !== column) return false;
      return this.pieces.some(
        (other, n) => n > at && other.line === line && this.nodes[this.given[n] ?? -1]?.from === column + 1,
      );
    });
  }

  /** Middle of a node's pieces; NaN where unknown. */
  private middleOf(node: number, measure: number): number {
    const own = this.pieces.filter((_, at) => this.given[at] === node);
    const middles = own.map(
      ({ places, text }) => (places[measure] ?? Number.NaN) + text.length / (1 + measure),
    );
    return middles.reduce((sum, middle) => sum + middle, 0) / own.length;
  }

  private isInSequence(): boolean {
    const begun: Node[] = [];
    for (const given of this.given) {
      const node = this.nodes[given ?? -1];
      if (node !== undefined && node.from >= 0 && !begun.includes(node)) begun.push(node);
    }
    const wholeGroups = begun.toSorted((a, b) => a.from - b.from || a.depth - b.depth);
    const byLevel = begun.toSorted((a, b) => a.depth - b.depth || a.from - b.from);
    // The innermost heads side by side in one row of the table, whatever their depth.
    const groupsFirst = [...byLevel.filter(({ leaf }) => !leaf), ...wholeGroups.filter(({ leaf }) => leaf)];
    return [wholeGroups, byLevel, groupsFirst].some((order) => order.every((node, at) => node === begun[at]));
  }
}

const countOf = (sign: string, text: string): number => text.split(sign).length - 1;

/** How often each sign must be there at least for every label that must be there. */
function countSigns(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const due = new Map<string, number>();
  for (const node of nodes) {
    if (!isDue(node, nodes)) continue;
    for (const sign of new Set(node.variants[0])) {
      const least = Math.min(...node.variants.map((variant) => countOf(sign, variant)));
      due.set(sign, (due.get(sign) ?? 0) + least);
    }
  }
  return due;
}

/** `lines` in the order of the text; the head may begin at any of them and ends with the last. */
export function readPrintedHead(lines: readonly HeadLine[], block: TableBlock): PrintedHead {
  const nodes = nodesOf(block);
  const near = lines
    .slice(-MOST_LINES)
    .map((line, at) =>
      line
        .map(({ text, places }): Piece => ({ raw: text, text: normalizeHead(text), line: at, places }))
        .filter(({ text }) => text !== ""),
    );
  const due = [...countSigns(nodes)];
  for (let start = near.length - 1; start >= 0; start--) {
    const pieces = near.slice(start).flat();
    const text = pieces.map((piece) => piece.text).join("");
    if (due.some(([sign, count]) => countOf(sign, text) < count)) continue;
    const printed = new HeadSearch(nodes, pieces).find();
    if (printed !== undefined) return { kind: "verified", printed };
  }
  const isOfLeaf = ({ text }: Piece): boolean =>
    nodes.some(({ leaf, variants }) => leaf && variants.some((one) => one.includes(text)));
  return { kind: near.flat().filter(isOfLeaf).length > 1 ? "other" : "absent" };
}
