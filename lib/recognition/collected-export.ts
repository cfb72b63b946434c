import type { Catalog } from "../catalog/catalog.ts";
import type { ExportColumns } from "../catalog/schema.ts";
import {
  type Finding,
  type Grid,
  type Identity,
  SCOPES,
  type Scope,
  type Slot,
  VALUE_STATUSES,
} from "../model.ts";
import type { CollectedReading } from "./collected.ts";
import { originOf, parseYear } from "./collected-cells.ts";
import { type PlacedCell, toMatches } from "./collected-matches.ts";
import { type SenseIndex, senseIndexOf } from "./collected-senses.ts";
import type { StatedValue } from "./grid-match.ts";
import { findByName } from "./identify.ts";
import { foldText } from "./votes.ts";

/**
 * The product's own exports (lib/exports), read back: every cell with the value it had. Figures that were derived from
 * several cells give these cells; rates give none.
 */

type Kind = keyof ExportColumns;

interface Exported {
  readonly kind: Kind;
  readonly grid: Grid;
  /** Rows below the line of column ids. */
  readonly rows: readonly Row[];
}

type Row = (column: string) => Slot | undefined;

const HIGHEST_HEAD = 5;
const SEPARATOR = " + ";
/** The guard is still there where a spreadsheet program opened the export and saved it as its own. */
const GUARDED = /^'(?=[=+\-@\t\r])/;
const UNSTATED = "unstated";
const MONEY = "yuan";

const NOBODY: Identity = {
  agency: null,
  year: null,
  scope: null,
  title: null,
  published: null,
  evidence: [],
};

function findExport(grid: Grid, columns: ExportColumns): Exported | undefined {
  for (const [y, line] of grid.slots.slice(0, HIGHEST_HEAD).entries()) {
    const at = new Map(line.map((slot, x) => [slot?.cell.text.trim() ?? "", x]));
    const kinds: readonly Kind[] = ["report", "series", "rates"];
    const kind = kinds.find((candidate) => columns[candidate].every((id) => at.has(id)));
    if (kind === undefined) continue;
    const rows = grid.slots.slice(y + 1).map(
      (slots): Row =>
        (column) =>
          slots[at.get(column) ?? -1],
    );
    return { kind, grid, rows };
  }
  return undefined;
}

const textOf = (row: Row, column: string): string => (row(column)?.cell.text ?? "").replace(GUARDED, "");

/** The printed text as it was before the export guarded it against being taken for a formula. */
function unguarded(slot: Slot | undefined): Slot | undefined {
  if (slot === undefined || !GUARDED.test(slot.cell.text)) return slot;
  return { ...slot, cell: { ...slot.cell, text: slot.cell.text.replace(GUARDED, "") } };
}

function statedValue(row: Row): StatedValue | undefined {
  const status = VALUE_STATUSES.find((candidate) => candidate === textOf(row, "status").trim());
  return status === undefined ? undefined : { status, amount: textOf(row, "amount").trim() };
}

class ExportReader {
  private readonly index: SenseIndex;
  private readonly readings = new Map<
    string,
    { identity: Identity; cells: PlacedCell[]; findings: Finding[] }
  >();

  constructor(
    private readonly document: string,
    private readonly catalog: Catalog,
  ) {
    this.index = senseIndexOf(catalog);
  }

  add({ kind, grid, rows }: Exported): void {
    rows.forEach((row, y) => {
      const status = textOf(row, "status").trim();
      // No report was held: nothing was read that could be read back.
      if (kind === "series" && status === "absent" && textOf(row, "terms") === "") return;
      const reading = this.readingOf(row);
      if (reading === undefined) return;
      const cells = kind === "report" ? this.readReportRow(row, y, grid) : this.readSeriesRow(row, y, grid);
      reading.cells.push(...cells);
      const slot = row("indicator");
      if (cells.length === 0 && slot !== undefined)
        reading.findings.push({
          code: "export-row-unread",
          parameters: { label: `${textOf(row, "indicator")}/${textOf(row, "member")}` },
          origin: originOf(this.document, slot),
        });
    });
  }

  private readingOf(row: Row) {
    const year = parseYear(textOf(row, "year")) ?? null;
    const scope: Scope | null = SCOPES.find((candidate) => candidate === textOf(row, "scope").trim()) ?? null;
    const id = textOf(row, "agency").trim();
    const name = textOf(row, "agency_name");
    if (id === "" || name.trim() === "") return undefined;
    const key = [id, year, scope].join("\n");
    const known = this.readings.get(key);
    if (known !== undefined) return known;
    const agency =
      this.catalog.agencies.find((candidate) => candidate.id === id) ??
      findByName(foldText(name), this.catalog);
    const identity: Identity = {
      ...NOBODY,
      agency: agency === undefined ? { id: null, name } : { id: agency.id, name: agency.name.zh },
      year,
      scope,
      evidence: [
        { question: "agency", source: "text", answer: agency?.id ?? name, weight: 3, words: name },
        { question: "identifier", source: "text", answer: id, weight: 4, words: id },
      ],
    };
    const findings: Finding[] = [];
    if (agency === undefined) findings.push({ code: "agency-unknown", parameters: { name } });
    if (year === null) findings.push({ code: "year-undecided", parameters: {} });
    const reading = { identity, cells: [], findings };
    this.readings.set(key, reading);
    return reading;
  }

  private place(
    row: Row,
    y: number,
    grid: Grid,
    indicator: string,
    slot: Slot | undefined,
    stated: StatedValue | undefined,
  ): PlacedCell | undefined {
    const form = this.index.cellOf(textOf(row, "edition").trim(), indicator, textOf(row, "member").trim());
    if (form === undefined || slot === undefined) return undefined;
    const unit = textOf(row, "unit").trim();
    if (unit !== form.cell.unit && !(form.cell.unit === MONEY && unit === UNSTATED)) return undefined;
    const cell = {
      ...form.cell,
      unit,
      label: textOf(row, "label") || form.cell.label,
      memberLabel: textOf(row, "member_label") || form.cell.memberLabel,
    };
    const bound = { key: form.cell, cell, slot, y, head: "", rowLabels: [], certainty: 1 };
    return { form, grid, bound: stated === undefined ? bound : { ...bound, stated } };
  }

  private readReportRow(row: Row, y: number, grid: Grid): PlacedCell[] {
    const stated = statedValue(row);
    const cell =
      stated === undefined
        ? undefined
        : this.place(row, y, grid, textOf(row, "indicator").trim(), unguarded(row("printed")), stated);
    return cell === undefined || cell.form.template.table.id !== textOf(row, "table").trim() ? [] : [cell];
  }

  /** The cells a figure rests on; of several cells the export says what each printed, not what each was read as. */
  private readSeriesRow(row: Row, y: number, grid: Grid): PlacedCell[] {
    const terms = textOf(row, "terms").split(SEPARATOR);
    const slot = unguarded(row("printed"));
    const stated = statedValue(row);
    if (slot === undefined || stated === undefined) return [];
    if (terms.length === 1) {
      const cell = this.place(row, y, grid, terms[0]?.trim() ?? "", slot, stated);
      return cell === undefined ? [] : [cell];
    }
    const printed = slot.cell.text.split(SEPARATOR);
    if (printed.length !== terms.length || textOf(row, "unit").trim() === MONEY) return [];
    const cells = terms.map((term, at) =>
      this.place(
        row,
        y,
        grid,
        term.trim(),
        { ...slot, cell: { ...slot.cell, text: printed[at] ?? "" } },
        undefined,
      ),
    );
    return cells.every((cell) => cell !== undefined) ? cells : [];
  }

  finish(): CollectedReading[] {
    return [...this.readings.values()].flatMap(({ identity, cells, findings }) => {
      const { matches, findings: more } = toMatches(cells, this.document);
      return matches.length === 0 ? [] : [{ identity, matches, findings: [...findings, ...more] }];
    });
  }
}

/** The reports of a document that is an export; of rates a reading without tables, whose finding says why. */
export function readExports(
  grids: readonly Grid[],
  document: string,
  catalog: Catalog,
): readonly CollectedReading[] {
  const exports = grids.flatMap((grid) => findExport(grid, catalog.exportColumns) ?? []);
  if (exports.length === 0) return [];
  const reader = new ExportReader(document, catalog);
  for (const one of exports) if (one.kind !== "rates") reader.add(one);
  const readings = reader.finish();
  const ofRates = exports.some(({ kind }) => kind === "rates");
  if (readings.length > 0 || !ofRates) return readings;
  return [{ identity: NOBODY, matches: [], findings: [{ code: "export-of-rates", parameters: {} }] }];
}
