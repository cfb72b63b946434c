import type { Column, TableBlock } from "../catalog/schema.ts";
import { type HeadLine, normalizeHead, variantsOf } from "./printed-head.ts";

/**
 * Heads of a form in another order than the form's, each label whole, as text goes through the rows of a table that prints
 * a merged cell where it begins:
 *
 *   总计, 法人或其他组织, 自然人    the first row
 *   其他, 商业企业, 科研机构 ...    the second: what stands below 法人或其他组织
 *
 * Text that goes by the height of words instead prints centred heads later; then this order is not that of the columns.
 */

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
  readonly printed: string;
  readonly below: Placed[];
}

/** The tree in the order of the texts, which go level by level. */
function placeTexts(root: Node, texts: readonly string[]): Placed | undefined {
  const top: Placed = { node: root, printed: "", below: [] };
  let level = [top];
  let next = 0;
  while (level.length > 0) {
    for (const parent of level) {
      const left = [...parent.node.children];
      while (left.length > 0) {
        const text = normalizeHead(texts[next] ?? "");
        const [found, ...more] = left.filter(({ variants }) => variants.includes(text));
        if (found === undefined || more.length > 0) return undefined;
        parent.below.push({ node: found, printed: texts[next] ?? "", below: [] });
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

const listLeaves = ({ node, printed, below }: Placed): { column: number; printed: string }[] =>
  node.column === undefined ? below.flatMap(listLeaves) : [{ column: node.column, printed }];

/**
 * The columns of the form in the order of the heads that the lines end with, and the heads as printed. `rowByRow`: text of
 * the same document prints merged cells where they begin; heads of several rows tell no order without it.
 */
export function readReorderedHead(
  lines: readonly HeadLine[],
  { columns }: TableBlock,
  rowByRow: boolean,
): readonly { readonly column: number; readonly printed: string }[] | undefined {
  const root = treeOf(columns);
  if (columns.length < 2 || (isDeep(root) && !rowByRow)) return undefined;
  const texts = lines.flat().flatMap(({ text }) => (normalizeHead(text) === "" ? [] : [text]));
  const placed = placeTexts(root, texts.slice(-countNodes(root)));
  return placed !== undefined && isReordered(placed) ? listLeaves(placed) : undefined;
}
