/** What can be kept: something that knows its size in bytes. */
export interface Sized {
  readonly size: number;
}

/**
 * Finished answers by key, bounded by bytes; the one used longest ago goes first. A new data version empties it at
 * once. While an answer is being made, everybody who asks for its key waits for that one making.
 */
export class ResponseCache<T extends Sized> {
  readonly #limit: number;
  readonly #getVersion: () => string | number;
  readonly #kept = new Map<string, { readonly answer: T; size: number }>();
  readonly #making = new Map<string, Promise<T | undefined>>();
  #version: string | number;
  #size = 0;

  /** `limit` in bytes; `getVersion` is asked at every look-up and must be cheap. */
  constructor(limit: number, getVersion: () => string | number) {
    this.#limit = limit;
    this.#getVersion = getVersion;
    this.#version = getVersion();
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): T | undefined {
    this.#empty();
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.answer;
  }

  /**
   * The answer that is being made for the key, or the one `make` makes now and which is then kept. `make` answers
   * `undefined` for what must not be kept; then each waiting asker gets `undefined` and makes its own. An answer
   * begun under an older data version reaches those who wait for it but is not kept.
   */
  fill(key: string, make: () => Promise<T | undefined>): Promise<T | undefined> {
    this.#empty();
    const begun = this.#making.get(key);
    if (begun) return begun;
    const version = this.#version;
    const making = make()
      .then((answer) => {
        this.#empty();
        if (answer && version === this.#version) this.#keep(key, answer);
        return answer;
      })
      .finally(() => {
        if (this.#making.get(key) === making) this.#making.delete(key);
      });
    this.#making.set(key, making);
    return making;
  }

  /** Counts an answer anew after it has grown. */
  measure(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#drop(key);
    this.#keep(key, kept.answer);
  }

  #empty(): void {
    const version = this.#getVersion();
    if (version === this.#version) return;
    this.#version = version;
    this.#kept.clear();
    this.#making.clear();
    this.#size = 0;
  }

  #keep(key: string, answer: T): void {
    const size = answer.size + 2 * key.length;
    if (size > this.#limit) return;
    this.#drop(key);
    this.#kept.set(key, { answer, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
