/** When an agency is there; `null` where the day is not known. */
export interface Presence {
  /** First and last day, ISO. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Whether an agency is there at the end of a year: whoever is reports of it (Regulations of 2019, article 49). */
export function isThere({ validFrom, validTo }: Presence, year: number): boolean {
  const end = `${year}-12-31`;
  return (validFrom === null || validFrom <= end) && (validTo === null || validTo >= end);
}
