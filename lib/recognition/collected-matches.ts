import type { Finding, Grid } from "../model.ts";
import { originOf } from "./collected-cells.ts";
import type { CollectedCell } from "./collected-rows.ts";
import { squeezeLabel } from "./label.ts";
import type { RecognizedMatch } from "./recognize.ts";

export interface PlacedCell extends CollectedCell {
  readonly grid: Grid;
}

/** The cells as tables of the forms; of two different figures for one cell neither is known to be the agency's. */
export function toMatches(
  cells: readonly PlacedCell[],
  document: string,
): { readonly matches: readonly RecognizedMatch[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const byTable = new Map<string, PlacedCell[]>();
  for (const cell of cells) {
    const { edition, table } = cell.form.template;
    const id = `${edition.id}/${table.id}`;
    const list = byTable.get(id);
    if (list === undefined) byTable.set(id, [cell]);
    else list.push(cell);
  }
  const matches = [...byTable.values()].flatMap((list): RecognizedMatch[] => {
    const [first] = list;
    if (first === undefined) return [];
    const bindings = new Map<unknown, CollectedCell["bound"]>();
    const contradicted = new Set<unknown>();
    for (const { bound } of list) {
      const earlier = bindings.get(bound.key);
      if (earlier === undefined) bindings.set(bound.key, bound);
      else if (
        squeezeLabel(earlier.slot.cell.text) !== squeezeLabel(bound.slot.cell.text) &&
        !contradicted.has(bound.key)
      ) {
        contradicted.add(bound.key);
        findings.push({
          code: "collected-row-repeated",
          parameters: {
            label: `${bound.cell.label}/${bound.cell.memberLabel}`,
            printed: squeezeLabel(bound.slot.cell.text),
          },
          origin: originOf(document, bound.slot),
        });
      }
    }
    for (const key of contradicted) bindings.delete(key);
    const { edition, table } = first.form.template;
    return [
      {
        edition: edition.id,
        table: table.id,
        grids: [...new Set(list.map(({ grid }) => grid))],
        bindings: [...bindings.values()],
        // Of a form only what was collected is expected.
        missing: [],
        expected: bindings.size,
      },
    ];
  });
  return { matches: matches.filter(({ bindings }) => bindings.length > 0), findings };
}
