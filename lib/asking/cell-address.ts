import { z } from "zod";
import { SCOPES } from "../model.ts";

/** The cell that a question is about, as an address names it. */

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,119}$/);

const Address = z.object({
  agency: Id,
  year: z
    .string()
    .regex(/^(?:19|20)\d{2}$/)
    .transform(Number),
  scope: z.enum(SCOPES),
  /** `edition/indicator/member`. */
  cell: z
    .string()
    .transform((text) => text.split("/"))
    .pipe(z.tuple([Id, Id, Id])),
});

export interface CellAddress {
  readonly agency: string;
  readonly year: number;
  readonly scope: (typeof SCOPES)[number];
  readonly edition: string;
  readonly indicator: string;
  readonly member: string;
}

/** `undefined`: no cell can have this address. */
export function parseCellAddress(given: unknown): CellAddress | undefined {
  const { data } = Address.safeParse(given);
  if (data === undefined) return undefined;
  const { cell, ...report } = data;
  const [edition, indicator, member] = cell;
  return { ...report, edition, indicator, member };
}

/** The same as the fields of an address or a form. */
export function cellFields({ agency, year, scope, edition, indicator, member }: CellAddress) {
  return { agency, year: String(year), scope, cell: `${edition}/${indicator}/${member}` } as const;
}

/** Where one asks about a cell, without the language. */
export const ASK_PATH = "/questions/ask";

/** Path and query of the form in which one asks about a cell, without the language. */
export function askPath(cell: CellAddress): string {
  const { agency, year, scope, cell: name } = cellFields(cell);
  return `${ASK_PATH}?agency=${agency}&year=${year}&scope=${scope}&cell=${name}`;
}

/** What its token is bound to. */
export const cellName = (cell: CellAddress): string => Object.values(cellFields(cell)).join(" ");
