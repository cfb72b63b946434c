import { isFigure, type TextCell, type TextRow, UNKNOWN_PLACE, widthOf } from "./text-table.ts";

/**
 * Lines whose cells stand exactly in columns, each cell where its column begins:
 *
 *   统计指标                 单位  统计数
 *   （一）收到申请数          件    242
 *   　　1.当面申请数          件              nothing stands under 统计数: the cell is blank
 *
 * Only where all of it holds: something is printed over every column of figures, every figure begins where such a column
 * does, no row's label or number is broken over lines. Else the spaces tell nothing, and the lines are kept as lines.
 */

const NOTHING = /^(?:[-—–―－]{1,3}|[/／\\]{1,2}|无)$/;
const NUMERAL = /^[〇零一二两三四五六七八九十百千万亿]+$/;
const COUNT = /^[+\-−＋－]?[\d０-９]/;
/** 1.政府公报, 2、政府网站, 3 . 政 务 微 博, 2019年度 */
const NUMBERED = /^(?:[\d０-９]{1,2} ?[.、．)）](?! ?[\d０-９])|(?:19|20)\d\d年)/;
const MOST_LABELS = 4;
const LONGEST_UNIT = 3;
/** Spaces between a cell and the next one that it has pushed out of its column. */
const NARROW_GAP = 2;

interface Placed {
  readonly cell: TextCell;
  readonly x: number;
  readonly kind: "figure" | "value" | "label";
}

type PlacedRow = readonly Placed[];

/** What a cell is by its look, in a line that prints figures. */
export function kindOf(text: string): Placed["kind"] {
  const printed = text.trim();
  if (NUMBERED.test(printed)) return "label";
  if (isFigure(printed) || COUNT.test(printed)) return "figure";
  return NOTHING.test(printed) || NUMERAL.test(printed) ? "value" : "label";
}

/** Where the cells of a row begin: by width, or by the number of characters. Indentation by full-width spaces is text. */
function placeRow({ line, cells }: TextRow, byWidth: boolean): PlacedRow {
  const indented = /^\u3000+/.test(line.text);
  return cells.map((cell, at) => {
    const x = byWidth ? cell.x : cell.offset - line.offset;
    return { cell, x: at === 0 && indented ? 0 : x, kind: kindOf(cell.text) };
  });
}

const hasFigure = (row: PlacedRow): boolean => row.some(({ kind }) => kind === "figure");
const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/**
 * A row with cells that a longer one on their left has pushed out of their columns: right behind it, and one column only
 * begins between the two.
 */
function pullBack(row: PlacedRow, heads: ReadonlySet<number>, byWidth: boolean): PlacedRow {
  return row.map((placed, at) => {
    const before = row[at - 1];
    if (before === undefined || heads.has(placed.x) || placed.kind === "label") return placed;
    const { text } = before.cell;
    const end = before.x + (byWidth ? widthOf(text) : text.length);
    const between = [...heads].filter((x) => x > before.x && x < placed.x);
    const [column] = between;
    if (placed.x - end > NARROW_GAP || between.length !== 1 || column === undefined) return placed;
    return { ...placed, x: column };
  });
}

/** Where label columns begin; starts that no row has both of are one column, told apart by indentation alone. */
function joinStarts(rows: readonly PlacedRow[], first: number): ReadonlyMap<number, number> {
  const starts = ascending(rows.flatMap((row) => row.flatMap(({ x }) => (x < first ? [x] : []))));
  const columns = new Map<number, number>();
  let column = -1;
  let joined: number[] = [];
  for (const start of starts) {
    const beside = rows.some(
      (row) => row.some(({ x }) => x === start) && row.some(({ x }) => joined.includes(x)),
    );
    if (column === -1 || beside) {
      column++;
      joined = [];
    }
    joined.push(start);
    columns.set(start, column);
  }
  return columns;
}

/** Whether every column of figures is headed by a label, and nothing else stands among the figures. */
function isHeaded(rows: readonly PlacedRow[], starts: readonly number[], first: number): boolean {
  const figured = new Set(
    rows.flatMap((row) => row.flatMap(({ x, kind }) => (kind === "figure" ? [x] : []))),
  );
  return (
    starts.every((start) => {
      const cells = rows.flatMap((row) =>
        row.filter(({ x }) => x === start).map((placed) => ({ placed, row })),
      );
      const [top] = cells;
      if (top === undefined || top.placed.kind !== "label" || hasFigure(top.row)) return false;
      if (cells.some(({ placed }) => placed.kind !== "label")) return true;
      // Blank throughout: its innermost head stands beside those of columns with figures.
      return (cells.at(-1)?.row.filter(({ x }) => figured.has(x)).length ?? 0) > 1;
    }) && rows.every((row) => !hasFigure(row) || row.every(({ x, kind }) => x < first || kind !== "label"))
  );
}

/** So much narrower than the widest label of its column is no line that was broken for want of room. */
const SPARE = 6;

/**
 * Whether the label of a row of blanks is whole: neither it nor the one above fills the column as far as another label
 * does, so that neither was broken.
 */
function hasRoom(rows: readonly PlacedRow[], at: number, first: number): boolean {
  const [label, ...more] = rows[at] ?? [];
  if (label === undefined || more.length > 0) return false;
  const endOf = (row: PlacedRow | undefined): number => {
    const own = row?.find(({ x }) => x === label.x && x < first);
    return own === undefined ? 0 : own.x + widthOf(own.cell.text);
  };
  const widest = Math.max(0, ...rows.filter((row) => row.some(({ x }) => x >= first)).map(endOf));
  return [rows[at - 1], rows[at]].every((row) => endOf(row) + SPARE <= widest);
}

/** Whether labels and numbers stand whole on their lines, as far as lines without figures tell. */
function isUnbroken(rows: readonly PlacedRow[], first: number): boolean {
  const unitOf = (row: PlacedRow): Placed | undefined => {
    const labels = row.filter(({ x }) => x < first);
    const last = labels.at(-1);
    return labels.length > 1 && (last?.cell.text.trim().length ?? 0) <= LONGEST_UNIT ? last : undefined;
  };
  const withFigures = rows.filter(hasFigure);
  const hasUnits = withFigures.every((row) => unitOf(row) !== undefined);
  const units = new Set(withFigures.map((row) => unitOf(row)?.x));
  return rows.every((row, at) => {
    const [before, after] = [rows[at - 1], rows[at + 1]];
    if (hasFigure(row))
      return row.some(({ x }) => x < first) || before === undefined || !isBody(before, first);
    if (row.some(({ x }) => x >= first)) return true;
    // A title over a head, the last line, or a row whose values are blank: its unit is there.
    if (after === undefined || isHead(after, first)) return true;
    return (hasUnits && units.has(unitOf(row)?.x)) || hasRoom(rows, at, first);
  });
}

const isHead = (row: PlacedRow, first: number): boolean =>
  !hasFigure(row) && row.some(({ x, kind }) => x >= first && kind === "label");
const isBody = (row: PlacedRow, first: number): boolean =>
  !isHead(row, first) && row.some(({ x }) => x >= first);

interface Columns {
  readonly rows: readonly TextRow[];
  /** How many of the columns hold figures. */
  readonly values: number;
}

/** `above`: how many columns of figures the part has that this one may go on with, without a head of its own. */
function alignBy(rows: readonly TextRow[], byWidth: boolean, above: number | undefined): Columns | undefined {
  const printed = rows.map((row) => placeRow(row, byWidth));
  const figures = printed.flatMap((row) => row.filter(({ kind }) => kind === "figure").map(({ x }) => x));
  if (figures.length === 0) return undefined;
  const first = Math.min(...figures);
  const heads = printed.flatMap((row) =>
    hasFigure(row) ? [] : row.flatMap(({ x }) => (x >= first ? [x] : [])),
  );
  const placed = printed.map((row) => pullBack(row, new Set(heads), byWidth));
  const right = ascending(placed.flatMap((row) => row.flatMap(({ x }) => (x >= first ? [x] : []))));
  const goesOn = above === right.length && placed.every((row) => isRowOf(row, first));
  if (!goesOn && !(isHeaded(placed, right, first) && isUnbroken(placed, first))) return undefined;
  const left = joinStarts(placed, first);
  const labels = Math.max(0, ...left.values()) + (left.size > 0 ? 1 : 0);
  if (labels > MOST_LABELS || labels + right.length < 2) return undefined;
  const aligned: TextRow[] = [];
  for (const [y, row] of placed.entries()) {
    const line = rows[y]?.line;
    const last = row.at(-1)?.cell;
    if (line === undefined || last === undefined) continue;
    const end: TextCell = { text: "", offset: last.offset + last.text.length, x: UNKNOWN_PLACE };
    const cells = new Array<TextCell>(labels + right.length).fill(end);
    for (const { cell, x } of row) cells[x < first ? (left.get(x) ?? 0) : labels + right.indexOf(x)] = cell;
    aligned.push({ line, cells });
  }
  return { rows: aligned, values: right.length };
}

/** A label and figures, and nothing between them. */
const isRowOf = (row: PlacedRow, first: number): boolean =>
  hasFigure(row) &&
  row.some(({ x }) => x < first) &&
  row.every(({ x, kind }) => x < first || kind !== "label");

const align = (rows: readonly TextRow[], above?: number): Columns | undefined =>
  alignBy(rows, true, above) ?? alignBy(rows, false, above);

/** Parts between blank lines. */
function splitParts(rows: readonly TextRow[]): TextRow[][] {
  const parts: TextRow[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last !== undefined && last.at(-1)?.line.number === row.line.number - 1) last.push(row);
    else parts.push([row]);
  }
  return parts;
}

/**
 * The rows with a cell, empty or not, for every column: as one table, or as its parts between blank lines, of which each
 * has a head or as many columns of figures as the one before. `undefined` where they do not stand in columns.
 */
export function alignPlaces(rows: readonly TextRow[]): readonly (readonly TextRow[])[] | undefined {
  if (rows.length < 2) return undefined;
  const whole = align(rows);
  if (whole !== undefined) return [whole.rows];
  const parts: Columns[] = [];
  for (const part of splitParts(rows)) {
    const aligned = align(part, parts.at(-1)?.values);
    if (aligned === undefined) return undefined;
    parts.push(aligned);
  }
  return parts.map((part) => part.rows);
}
