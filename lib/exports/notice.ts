/** A notice to an agency, in the words of its language: what the page draws and the Word file holds. */
export interface Notice {
  readonly title: string;
  readonly subtitle: string;
  readonly to: string;
  readonly intro: string;
  readonly columns: readonly string[];
  readonly rows: readonly NoticeRow[];
  /** Lines to be filled in by hand. */
  readonly closing: readonly string[];
  readonly source: string;
}

export interface NoticeRow {
  readonly number: number;
  /** Report year and file. */
  readonly file: string;
  /** The cells concerned: where each stands and what is printed there. */
  readonly cells: readonly { readonly text: string; readonly address: string | null }[];
  readonly relation: string;
  readonly values: string;
  readonly action: string;
}

/** A row as its columns, each a list of lines. */
export function linesOf({
  number,
  file,
  cells,
  relation,
  values,
  action,
}: NoticeRow): readonly (readonly string[])[] {
  return [[String(number)], [file], cells.map(({ text }) => text), [relation], [values], [action]];
}
