import type { ExportRow } from "./table.ts";

/** Rows as they come from the database, some hundred at a time. */
export type RowBatches<Id extends string = string> = AsyncIterable<readonly ExportRow<Id>[]>;

/** More rows than this no spreadsheet opens (1,048,576 with the head). */
export const MOST_ROWS = 1_000_000;

/** Rows handed out in parts of a bounded length, without ever holding more than a batch. */
export class RowSource<Id extends string = string> {
  readonly #batches: AsyncIterator<readonly ExportRow<Id>[]>;
  #left: readonly ExportRow<Id>[] = [];
  #begun = false;

  constructor(batches: RowBatches<Id>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  async #fetch(): Promise<boolean> {
    while (this.#left.length === 0) {
      const { done, value } = await this.#batches.next();
      if (done === true) return false;
      this.#left = value;
    }
    return true;
  }

  /** Whether another part is to be written: the first always is, be it empty. */
  async hasPart(): Promise<boolean> {
    const isFirst = !this.#begun;
    this.#begun = true;
    return (await this.#fetch()) || isFirst;
  }

  /** The next part, in batches, of at most `most` rows. */
  async *part(most = MOST_ROWS): AsyncGenerator<readonly ExportRow<Id>[]> {
    for (let given = 0; given < most && (await this.#fetch()); ) {
      const rows = this.#left.slice(0, most - given);
      this.#left = this.#left.slice(rows.length);
      given += rows.length;
      yield rows;
    }
  }

  /** Ends the reading, wherever it stands. */
  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
