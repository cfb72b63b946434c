/** A cell of an export: text, a number in its unit, or nothing. */
export type ExportCell = string | number | null;

/** Column ids are stable English codes, the same in CSV and JSON. */
export interface ExportColumn<Id extends string = string> {
  readonly id: Id;
  readonly type: "text" | "number";
}

export type ExportRow<Id extends string = string> = Readonly<Record<Id, ExportCell>>;
