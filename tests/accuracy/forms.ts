import { createHash } from "node:crypto";

/** Forms as reports of each year print them. */

export interface Form {
  readonly name: string;
  readonly year: number;
  readonly tables: readonly string[];
}

const form = (edition: string, year: number): Form => ({
  name: edition,
  year,
  tables: ["disclosure", "requests", "remedies"].map((table) => `${edition}/${table}`),
});

/** As often as reports of each form are met. */
export const FORMS: readonly Form[] = [
  form("form-2021", 2023),
  form("form-2021", 2024),
  form("form-2021", 2021),
  form("form-2019", 2020),
  form("form-2019", 2019),
  { name: "form-2014", year: 2016, tables: ["form-2014/statistics"] },
  { name: "annex-fujian", year: 2012, tables: ["annex-fujian/annex"] },
  {
    name: "two-editions",
    year: 2019,
    tables: [...form("form-2019", 2019).tables, "form-2014/statistics"],
  },
];

/** A number for a case that is the same on every machine and unlike that of its neighbours. */
export function seedOf(seed: number, format: string, index: number): number {
  return createHash("sha256").update(`${seed} ${format} ${index}`).digest().readUInt32BE(0);
}
