/** For which agencies somebody works: all, those of regions, those below an agency. */
export interface Remit {
  readonly everywhere: boolean;
  /** Division codes; what lies in them counts. */
  readonly regions: readonly string[];
  /** Agency ids; what stands under them counts. */
  readonly agencies: readonly string[];
}

export const EVERYWHERE: Remit = { everywhere: true, regions: [], agencies: [] };

/** An agency with the region it is in and the agencies it stands under, itself the first. */
export interface Placed {
  readonly region: string | null;
  readonly line: readonly string[];
}

/** 350000 holds 350100 and 350128; 350100 holds 350128; 350128 only itself. */
const prefixOf = (code: string): string => code.replace(/(?:00){1,2}$/, "");

/** Somebody unknown (`undefined`) is in the remit of those who work everywhere alone. */
export function isInRemit(agency: Placed | undefined, { everywhere, regions, agencies }: Remit): boolean {
  if (everywhere) return true;
  if (agency === undefined) return false;
  const { region, line } = agency;
  return (
    (region !== null && regions.some((code) => region.startsWith(prefixOf(code)))) ||
    line.some((id) => agencies.includes(id))
  );
}
