import type { Catalog } from "../catalog/catalog.ts";
import type { Finding, Grid, Scope, Slot } from "../model.ts";
import { lookOf } from "../tables/printed.ts";
import { isSeveral, nameIn } from "./agency-name.ts";
import {
  bindCell,
  type CollectedWords,
  compileWords,
  describeUnread,
  findScope,
  listObstacles,
  originOf,
  parseYear,
  UNREAD_CODES,
} from "./collected-cells.ts";
import { type CollectedHead, type HeadColumn, listHeads } from "./collected-head.ts";
import { findMeanings, type Meaning, withoutRepeated, withParts } from "./collected-meaning.ts";
import { type FormCell, senseIndexOf } from "./collected-senses.ts";
import { turn } from "./collected-turned.ts";
import { type CompiledCues, compileCues } from "./compiled-cues.ts";
import type { BoundCell } from "./grid-match.ts";
import { type GridRow, readRows } from "./grid-rows.ts";
import { findByName } from "./identify.ts";
import { squeezeLabel } from "./label.ts";
import { foldText } from "./votes.ts";

/** The rows of one table that lists agencies, each with the cells it binds. */

export interface CollectedCell {
  readonly form: FormCell;
  readonly bound: BoundCell;
}

export interface CollectedRow {
  /** As printed, and where. */
  readonly agency: { readonly name: string; readonly slot: Slot };
  readonly region: string | undefined;
  /** `undefined` where the table has no column for it, `null` where the column does not tell. */
  readonly year: number | null | undefined;
  readonly scope: Scope | undefined;
  readonly cells: readonly CollectedCell[];
  readonly findings: readonly Finding[];
}

export interface CollectedTable {
  readonly rows: readonly CollectedRow[];
  /** What the table holds beside its agencies: rows that sum them, rows without a name; without rows, why there are none. */
  readonly findings: readonly Finding[];
}

export interface TableContext {
  readonly catalog: Catalog;
  readonly document: string;
  /** Of the table as a whole, where no column tells. */
  readonly year: number | null;
}

const FEWEST_BOUND = 2;
const LONGEST_NAME = 60;
const NUMBERING = /^\d{1,3}[.、．)](?!\d)/;

class TableReader {
  private readonly findings: Finding[] = [];
  private readonly cues: CompiledCues;
  private readonly words: CollectedWords;
  private readonly byColumn = new Map<number | null, readonly Meaning[]>();
  private readonly byLabel = new Map<number | null, ReadonlyMap<string, Meaning>>();

  constructor(
    private readonly rows: readonly GridRow[],
    private readonly head: CollectedHead,
    private readonly context: TableContext,
  ) {
    this.cues = compileCues(context.catalog.cues);
    this.words = compileWords(context.catalog.collected);
  }

  private columns(role: HeadColumn["role"]): readonly HeadColumn[] {
    return this.head.columns.filter((column) => column.role === role);
  }

  private textAt(row: GridRow, column: HeadColumn | undefined): string {
    return column === undefined ? "" : (row.at[column.x]?.slot.cell.text ?? "");
  }

  read(): CollectedTable {
    const heads = this.head.columns.flatMap(({ path }) => path);
    if (heads.some((text) => this.words.partYear.test(foldText(text)))) return { rows: [], findings: [] };
    const long = this.columns("indicator").length === 1;
    const rows = this.rows.slice(this.head.body).flatMap((row, at) => {
      const y = this.head.body + at;
      const name = this.nameOf(row);
      if (name === undefined) return [];
      return long ? this.readLong(row, y, name) : this.readWide(row, y, name);
    });
    const bound = rows.reduce((sum, { cells }) => sum + cells.length, 0);
    return bound < FEWEST_BOUND || !this.isConvincing(rows, long)
      ? { rows: [], findings: listObstacles(rows.flatMap((row) => row.findings)) }
      : { rows, findings: this.findings };
  }

  /** Several columns, or several indicators, that could hardly be there by chance. */
  private isConvincing(rows: readonly CollectedRow[], long: boolean): boolean {
    const kinds = new Set(rows.flatMap(({ cells }) => cells.map(({ form }) => form)));
    return kinds.size >= FEWEST_BOUND || (long && rows.length >= FEWEST_BOUND);
  }

  private say(code: string, slot: Slot, parameters: Finding["parameters"]): void {
    this.findings.push({ code, parameters, origin: originOf(this.context.document, slot) });
  }

  /** The agency of a row; rows that sum others, notes and repeated heads are none. */
  private nameOf(row: GridRow): { readonly name: string; readonly slot: Slot } | undefined {
    const cell = row.at[this.head.agency];
    const label = squeezeLabel(
      row.cells
        .filter(({ kind }) => kind === "label")
        .map(({ slot }) => slot.cell.text)
        .join(" "),
    );
    const first = row.cells.find(({ figure }) => figure);
    const isSum = row.cells.some(
      ({ kind, slot, from }) =>
        kind === "label" && from <= this.head.agency && this.words.subtotal.test(foldText(slot.cell.text)),
    );
    if (isSum) {
      if (first !== undefined) this.say("collected-row-sum", first.slot, { label });
      return undefined;
    }
    const printed = foldText(cell?.slot.cell.text ?? "").replace(NUMBERING, "");
    const name = nameIn(printed, this.cues);
    const other = this.words.groups.test(printed)
      ? "collected-row-no-agency"
      : isSeveral(name, this.cues) && findByName(name, this.context.catalog) === undefined
        ? "agency-several"
        : undefined;
    if (other !== undefined) {
      if (first !== undefined) this.say(other, first.slot, { label, name });
      return undefined;
    }
    const isName =
      cell?.kind === "label" &&
      name.length >= 2 &&
      name.length <= LONGEST_NAME &&
      !this.words.noAgency.test(name);
    const isUnit = senseIndexOf(this.context.catalog).isUnit(name);
    const isOther = this.head.turned && !this.words.agencyName.test(name);
    if (cell !== undefined && isName && !isUnit && !isOther) return { name, slot: cell.slot };
    if (first !== undefined) this.say("collected-row-unnamed", first.slot, { label });
    return undefined;
  }

  private yearOf(row: GridRow): number | null | undefined {
    const [column] = this.columns("year");
    return column === undefined ? undefined : (parseYear(this.textAt(row, column)) ?? null);
  }

  private begin(
    row: GridRow,
    agency: CollectedRow["agency"],
  ): Omit<CollectedRow, "cells" | "findings" | "year"> {
    const region = foldText(this.textAt(row, this.columns("region")[0]));
    return {
      agency,
      region: region === "" ? undefined : region,
      scope: findScope(this.textAt(row, this.columns("scope")[0]), this.context.catalog),
    };
  }

  private meaningsOfColumns(year: number | null): readonly Meaning[] {
    const known = this.byColumn.get(year);
    if (known !== undefined) return known;
    const open = this.head.columns.filter(({ role, path }) => role === undefined && path.length > 0);
    const paths = withParts(
      open.map(({ path }) => path),
      this.context.catalog,
    );
    const found = withoutRepeated(findMeanings(paths, this.context.catalog, year));
    const meanings: Meaning[] = [];
    open.forEach(({ x }, at) => {
      const meaning = found[at];
      if (meaning !== undefined) meanings[x] = meaning;
    });
    this.byColumn.set(year, meanings);
    return meanings;
  }

  /** Indicator and member of a row of a long table. */
  private labelOf(row: GridRow): readonly string[] {
    const columns = [...this.columns("indicator"), ...this.columns("member")];
    return columns.map((column) => this.textAt(row, column)).filter((text) => text.trim() !== "");
  }

  private meaningOfLabel(path: readonly string[], year: number | null): Meaning {
    let known = this.byLabel.get(year);
    if (known === undefined) {
      const paths = new Map<string, readonly string[]>();
      for (const row of this.rows.slice(this.head.body)) {
        const label = this.labelOf(row);
        if (label.length > 0) paths.set(label.join("\n"), label);
      }
      const found = findMeanings([...paths.values()], this.context.catalog, year);
      known = new Map([...paths.keys()].map((key, at) => [key, found[at] ?? { unread: "unknown" }]));
      this.byLabel.set(year, known);
    }
    return known.get(path.join("\n")) ?? { unread: "unknown" };
  }

  private readWide(row: GridRow, y: number, agency: CollectedRow["agency"]): CollectedRow[] {
    const stated = this.yearOf(row);
    const meanings = this.meaningsOfColumns(stated === undefined ? this.context.year : stated);
    const cells: CollectedCell[] = [];
    const findings: Finding[] = [];
    let lost = 0;
    for (const { x, path } of this.head.columns) {
      const meaning = meanings[x];
      const under = row.at[x];
      if (meaning === undefined || under === undefined || under.slot.cell === agency.slot.cell) continue;
      const head = path.map(squeezeLabel).join("/");
      if ("unread" in meaning && under.figure) lost++;
      if ("unread" in meaning) {
        if (under.kind !== "blank")
          findings.push(
            describeUnread(this.context.document, UNREAD_CODES[meaning.unread], head, under.slot),
          );
      } else if (under.from !== under.to && under.figure)
        findings.push(describeUnread(this.context.document, "collected-cell-merged", head, under.slot));
      else
        cells.push({
          form: meaning,
          bound: bindCell(meaning, under, y, { head, rowLabels: [] }, this.context.catalog),
        });
    }
    const isBlank = !cells.some(({ bound }) => bound.slot.cell.text.trim() !== "");
    if (isBlank && lost === 0) return [];
    return [{ ...this.begin(row, agency), year: stated, cells: isBlank ? [] : cells, findings }];
  }

  /** One row an agency and indicator: the values stand in a column of their own, or in one a year. */
  private readLong(row: GridRow, y: number, agency: CollectedRow["agency"]): CollectedRow[] {
    const path = this.labelOf(row);
    const units = this.columns("unit").map((column) => this.textAt(row, column));
    const stated = this.yearOf(row);
    const values = this.columns("value");
    const years = this.head.columns.flatMap(({ x, path: [only, ...more] }) => {
      const year = more.length === 0 && only !== undefined ? parseYear(only) : undefined;
      return year === undefined ? [] : [{ x, year }];
    });
    const sources =
      values.length === 1 && values[0] !== undefined ? [{ x: values[0].x, year: stated }] : years;
    return sources.flatMap(({ x, year }): CollectedRow[] => {
      const under = row.at[x];
      if (under === undefined || path.length === 0) return [];
      const meaning = this.meaningOfLabel(path, year === undefined ? this.context.year : year);
      const label = path.map(squeezeLabel).join("/");
      const begun = { ...this.begin(row, agency), year };
      if ("unread" in meaning) {
        const code = UNREAD_CODES[meaning.unread];
        return under.kind === "blank"
          ? []
          : [
              {
                ...begun,
                cells: [],
                findings: [describeUnread(this.context.document, code, label, under.slot)],
              },
            ];
      }
      return [
        {
          ...begun,
          cells: [
            {
              form: meaning,
              bound: bindCell(meaning, under, y, { head: label, rowLabels: units }, this.context.catalog),
            },
          ],
          findings: [],
        },
      ];
    });
  }
}

/** The agencies that a table lists; none where it is another kind of table. */
export function readCollectedTable(grid: Grid, context: TableContext): CollectedTable {
  const { collected, notation } = context.catalog;
  const rows = readRows(grid, lookOf(notation));
  const obstacles: Finding[] = [];
  for (const head of listHeads(rows, grid.width, collected)) {
    const table = new TableReader(rows, head, context).read();
    if (table.rows.length > 0) return table;
    obstacles.push(...table.findings);
  }
  const turned = turn(grid, context.catalog);
  return turned === undefined
    ? { rows: [], findings: obstacles }
    : new TableReader(turned.rows, turned.head, context).read();
}
