/** What `/api/search` answers. */
export interface SearchAnswer {
  readonly query: string;
  readonly hits: readonly SearchHit[];
}

export interface SearchHit {
  readonly id: string;
  readonly name: string;
  /** Names of its region, as one line. */
  readonly place: string;
  readonly kind: string;
  readonly address: string;
}
