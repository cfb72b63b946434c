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
const MOST_WAYS = 64;
const FEWEST_HEADS = 3;

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

const endOf = ({ cell, x }: Placed, byWidth: boolean): number =>
  x + (byWidth ? widthOf(cell.text) : cell.text.length);

/** Whether a cell stands right behind the one on its left, which then may have pushed it out of its column. */
const isClose = (row: PlacedRow, at: number, byWidth: boolean): boolean => {
  const [before, own] = [row[at - 1], row[at]];
  return before !== undefined && own !== undefined && own.x - endOf(before, byWidth) <= NARROW_GAP;
};

/** Where the first column of figures begins: where one does, or a head over figures that labels may have pushed. */
function firstColumn(rows: readonly PlacedRow[], byWidth: boolean): number {
  const labelled = new Set(
    rows.flatMap((row) =>
      hasFigure(row) ? row.filter(({ kind }) => kind === "label").map(({ x }) => x) : [],
    ),
  );
  const heads = rows.flatMap((row) => (hasFigure(row) ? [] : row.map(({ x }) => x)));
  const begins = rows.flatMap((row) =>
    row.flatMap(({ kind, x }, at) => {
      const before = row[at - 1];
      if (kind !== "figure") return [];
      if (before?.kind !== "label" || !isClose(row, at, byWidth)) return [x];
      return [x, ...heads.filter((head) => head > before.x && head < x && !labelled.has(head))];
    }),
  );
  return Math.min(...begins);
}

/**
 * A row with its values in their columns: where one begins, or in a column on the left of where it was pushed by what
 * stands right before it. `undefined` where nothing or more than one way is possible.
 */
function placeValues(row: PlacedRow, columns: readonly number[], byWidth: boolean): PlacedRow | undefined {
  const [first = Number.POSITIVE_INFINITY] = columns;
  let ways: readonly PlacedRow[] = [[]];
  for (const [at, placed] of row.entries()) {
    if (placed.kind === "label" || placed.x < first) {
      ways = ways.map((way) => [...way, placed]);
      continue;
    }
    const pushed = isClose(row, at, byWidth);
    const open = columns.filter((column) => column === placed.x || (pushed && column < placed.x));
    ways = ways.flatMap((way) => {
      const before = way.at(-1)?.x ?? -1;
      return open.filter((column) => column > before).map((x) => [...way, { ...placed, x }]);
    });
    if (ways.length > MOST_WAYS) return undefined;
  }
  return ways.length === 1 ? ways[0] : undefined;
}

/**
 * A row of a head whose last label a longer one on its left has pushed past where the columns of figures begin: as
 * nothing else begins there, it is taken for the group's of all of them, which have heads of their own below.
 */
function pullGroupBack(
  row: PlacedRow,
  rows: readonly PlacedRow[],
  first: number,
  byWidth: boolean,
): PlacedRow {
  const [label, group, ...more] = row;
  if (label === undefined || group === undefined || more.length > 0 || hasFigure(row)) return row;
  const isPushed = label.x < first && endOf(label, byWidth) >= first && isClose(row, 1, byWidth);
  const isColumn = rows.some((other) => other !== row && other.some(({ x }) => x === group.x));
  return isPushed && !isColumn && group.kind === "label" ? [label, { ...group, x: first }] : row;
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
      // Blank throughout: its innermost head stands beside others, of columns with figures.
      const beside = cells.at(-1)?.row ?? [];
      return beside.length >= FEWEST_HEADS && beside.some(({ x }) => figured.has(x));
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
  const label = rows[at]?.at(-1);
  if (label === undefined || label.x >= first) return false;
  const reachOf = (row: PlacedRow | undefined): number => {
    const own = row?.find(({ x }) => x === label.x && x < first);
    return own === undefined ? 0 : endOf(own, true);
  };
  const widest = Math.max(0, ...rows.filter((row) => row.some(({ x }) => x >= first)).map(reachOf));
  return [rows[at - 1], rows[at]].every((row) => reachOf(row) + SPARE <= widest);
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
  /** How many of the columns hold labels, and how many figures. */
  readonly labels: number;
  readonly values: number;
}

/** `above`: how many columns of figures the part has that this one may go on with, without a head of its own. */
function alignBy(rows: readonly TextRow[], byWidth: boolean, above: number | undefined): Columns | undefined {
  const read = rows.map((row) => placeRow(row, byWidth));
  if (!read.some(hasFigure)) return undefined;
  const first = firstColumn(read, byWidth);
  const printed = read.map((row) => pullGroupBack(row, read, first, byWidth));
  const begins = printed.flatMap((row) =>
    row.flatMap(({ x, kind }, at) => {
      const counts = kind === "label" ? !hasFigure(row) : !isClose(row, at, byWidth);
      return counts && x >= first ? [x] : [];
    }),
  );
  const right = ascending(begins);
  const placed = printed.flatMap((row) => {
    const own = placeValues(row, right, byWidth);
    return own === undefined ? [] : [own];
  });
  if (placed.length < rows.length) return undefined;
  const goesOn = above === right.length && placed.every((_, at) => isRowOf(placed, at, first));
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
  return { rows: aligned, labels, values: right.length };
}

/** A label and figures, and nothing between them; or a label that is whole. */
function isRowOf(rows: readonly PlacedRow[], at: number, first: number): boolean {
  const row = rows[at] ?? [];
  if (!row.some(({ x }) => x < first)) return false;
  return hasFigure(row)
    ? row.every(({ x, kind }) => x < first || kind !== "label")
    : hasRoom(rows, at, first);
}

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

/** Parts with as many columns of figures as another with as many columns of labels, so that one goes on with the other. */
function evenLabels(parts: readonly Columns[]): readonly (readonly TextRow[])[] {
  return parts.map(({ rows, labels, values }) => {
    const most = Math.max(...parts.filter((part) => part.values === values).map((part) => part.labels));
    return rows.map(({ line, cells }) => {
      const at = cells[labels] ?? cells[labels - 1];
      const offset = at?.offset ?? line.offset;
      const empty = new Array<TextCell>(most - labels).fill({ text: "", offset, x: UNKNOWN_PLACE });
      return { line, cells: [...cells.slice(0, labels), ...empty, ...cells.slice(labels)] };
    });
  });
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
  return evenLabels(parts);
}
