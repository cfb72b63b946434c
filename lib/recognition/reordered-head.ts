import type { Column, TableBlock } from "../catalog/schema.ts";
import { type HeadLine, type HeadPiece, normalizeHead, variantsOf } from "./printed-head.ts";

/**
 * Heads of a form in another order than the form's, each label whole, as text goes through the rows of a table that prints
 * a merged cell where it begins:
 *
 *   总计, 法人或其他组织, 自然人    the first row
 *   其他, 商业企业, 科研机构 ...    the second: what stands below 法人或其他组织
 *
 * Text that goes by the height of words instead prints centred heads later; then this order is not that of the columns.
 */

const TOTAL = "total";

interface Node {
  readonly variants: readonly string[];
  /** Of a column; a group has none. */
  readonly column?: number;
  readonly children: Node[];
}

/** The heads of a block as a tree, in the form's order. */
function treeOf(columns: readonly Column[]): Node {
  const root: Node = { variants: [], children: [] };
  columns.forEach(({ path }, column) => {
    let parent = root;
    path.forEach((label, depth) => {
      const variants = variantsOf(label);
      const isLeaf = depth === path.length - 1;
      const known = parent.children.find(
        (child) => !isLeaf && child.column === undefined && child.variants[0] === variants[0],
      );
      const node = known ?? { variants, ...(isLeaf && { column }), children: [] };
      if (known === undefined) parent.children.push(node);
      parent = node;
    });
  });
  return root;
}

const countNodes = (node: Node): number =>
  node.children.reduce((sum, child) => sum + 1 + countNodes(child), 0);
const isDeep = (root: Node): boolean => root.children.some(({ children }) => children.length > 0);
const isOrdered = (numbers: readonly number[]): boolean =>
  numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? number));

interface Placed {
  readonly node: Node;
  readonly piece: HeadPiece;
  readonly below: Placed[];
}

/** The tree in the order of the pieces, which go level by level. */
function placePieces(root: Node, pieces: readonly HeadPiece[]): Placed | undefined {
  const top: Placed = { node: root, piece: { text: "", places: [] }, below: [] };
  let level = [top];
  let next = 0;
  while (level.length > 0) {
    for (const parent of level) {
      const left = [...parent.node.children];
      while (left.length > 0) {
        const piece = pieces[next];
        const text = normalizeHead(piece?.text ?? "");
        const [found, ...more] = left.filter(({ variants }) => variants.includes(text));
        if (piece === undefined || found === undefined || more.length > 0) return undefined;
        parent.below.push({ node: found, piece, below: [] });
        left.splice(left.indexOf(found), 1);
        next++;
      }
    }
    level = level.flatMap(({ below }) => below);
  }
  return top;
}

/**
 * Whether heads are out of the form's order beside others that have as many rows: centred ones would stand later among
 * others, but never exchange their places.
 */
function isReordered({ node, below }: Placed): boolean {
  const placesOf = (isLeaf: boolean): number[] =>
    below
      .filter((child) => (child.node.column !== undefined) === isLeaf)
      .map((child) => node.children.indexOf(child.node));
  return !isOrdered(placesOf(true)) || !isOrdered(placesOf(false)) || below.some(isReordered);
}

/**
 * Whether a head of more rows stands before the groups beside it, wherever there are both: centred ones come after these, so
 * that one that comes first is printed where it begins.
 */
function beginsWithLeaf({ below }: Placed): boolean {
  const groups = below.filter(({ node }) => node.column === undefined).length;
  const isMixed = groups > 0 && groups < below.length;
  return (!isMixed || below[0]?.node.column !== undefined) && below.every(beginsWithLeaf);
}

/**
 * Whether the head of the total is the first that stands below one group that begins: were heads of more rows centred, the
 * total would come before the group, among other figures, with which it could not be their sum.
 */
function hasTellingTotal({ below }: Placed, columns: readonly Column[]): boolean {
  const [group, total, ...more] = below;
  if (group !== undefined && total === undefined) return hasTellingTotal(group, columns);
  const isTotal = (placed: Placed | undefined): boolean =>
    placed?.node.column !== undefined && columns[placed.node.column]?.member === TOTAL;
  return (
    group !== undefined &&
    group.node.column === undefined &&
    group.below.every(({ node }) => node.column !== undefined) &&
    isTotal(total) &&
    [group, ...more].every((one) => !isTotal(one) && !one.below.some(isTotal)) &&
    more.every(({ node }) => node.column !== undefined)
  );
}

interface Leaf {
  readonly column: number;
  readonly piece: HeadPiece;
}

const listLeaves = ({ node, piece, below }: Placed): Leaf[] =>
  node.column === undefined ? below.flatMap(listLeaves) : [{ column: node.column, piece }];

/** Whether the heads stand from left to right, by either measure of places. */
const standInOrder = (leaves: readonly Leaf[]): boolean =>
  [0, 1].some((measure) => isOrdered(leaves.map(({ piece }) => piece.places[measure] ?? Number.NaN)));

export interface HeadOrder {
  /** Whether merged cells stand where they begin. */
  readonly rowByRow: boolean;
  /** Whether heads are supposed to stand in the order of their columns, for the sums of the table to decide. */
  readonly suppose: boolean;
}

/**
 * The columns of the form in the order of the heads that the lines end with, and the heads as printed. `rowByRow`: text of
 * the same document prints merged cells where they begin, and so do the heads themselves; heads of several rows tell no order
 * without both, unless they stand in it from left to right. `suppose`: they are taken as they stand where a total would tell.
 */
export function readReorderedHead(
  lines: readonly HeadLine[],
  { columns }: TableBlock,
  { rowByRow, suppose }: HeadOrder,
): readonly { readonly column: number; readonly printed: string }[] | undefined {
  if (columns.length < 2) return undefined;
  const root = treeOf(columns);
  const pieces = lines.flat().filter(({ text }) => normalizeHead(text) !== "");
  const placed = placePieces(root, pieces.slice(-countNodes(root)));
  if (placed === undefined || !isReordered(placed)) return undefined;
  const leaves = listLeaves(placed);
  const hasPlaces = new Set(leaves.map(({ piece }) => piece.places[0])).size > 1;
  const isFirst = beginsWithLeaf(placed) || (suppose && hasTellingTotal(placed, columns));
  const isTold = hasPlaces ? standInOrder(leaves) : !isDeep(root) || (rowByRow && isFirst);
  return isTold ? leaves.map(({ column, piece }) => ({ column, printed: piece.text })) : undefined;
}
