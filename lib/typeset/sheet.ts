/** A cell about to be printed; a line feed in `text` is a new line inside the cell. */
export interface SheetCell {
  readonly text: string;
  readonly kind: "heading" | "label" | "figure";
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A table about to be printed: each row lists the cells that begin in it, as HTML does. */
export type Sheet = readonly (readonly SheetCell[])[];

export function cell(kind: SheetCell["kind"], text: string, rowSpan = 1, columnSpan = 1): SheetCell {
  return { kind, text, rowSpan, columnSpan };
}

/** A slot of a sheet with its merges undone: `first` says that the cell begins here. */
export interface SheetSlot {
  readonly cell: SheetCell;
  readonly firstRow: boolean;
  readonly firstColumn: boolean;
  /** Rows of the cell from this slot down, itself included. */
  readonly rowsLeft: number;
}

/** The sheet as a rectangle of slots. */
export function spread(sheet: Sheet): readonly (readonly SheetSlot[])[] {
  const rows: (SheetSlot | undefined)[][] = sheet.map(() => []);
  sheet.forEach((cells, top) => {
    let column = 0;
    for (const item of cells) {
      while (rows[top]?.[column]) column += 1;
      for (let down = 0; down < item.rowSpan; down += 1)
        for (let right = 0; right < item.columnSpan; right += 1) {
          const row = rows[top + down];
          if (row)
            row[column + right] = {
              cell: item,
              firstRow: down === 0,
              firstColumn: right === 0,
              rowsLeft: item.rowSpan - down,
            };
        }
      column += item.columnSpan;
    }
  });
  return rows.map((row) => Array.from(row).filter((slot) => slot !== undefined));
}

/** Rows at the top of a sheet that hold no figure. */
export function countHeadRows(sheet: Sheet): number {
  const first = sheet.findIndex((row) => row.some((item) => item.kind === "figure"));
  return first < 0 ? sheet.length : first;
}
