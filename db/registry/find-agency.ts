import { eq } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import { foldName } from "../../lib/registry/names.ts";
import type { Writer } from "../client.ts";
import { agencyNames } from "../registry-schema.ts";
import { agencies } from "../schema.ts";

/** The agency of an id, or the only one that bears a name. */
export function findNamedAgency(
  db: Writer,
  catalog: Catalog,
  given: string,
): { readonly id: string; readonly name: string } | undefined {
  const VIEW = { id: agencies.id, name: agencies.nameZh };
  const held = db.select(VIEW).from(agencies).where(eq(agencies.id, given)).get();
  if (held !== undefined) return held;
  const declared = catalog.agencies.find(({ id, name }) => id === given || name.zh === given);
  if (declared !== undefined) return { id: declared.id, name: declared.name.zh };
  const named = db
    .selectDistinct(VIEW)
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(eq(agencyNames.folded, foldName(given, getRegistryWords())))
    .limit(2)
    .all();
  return named.length === 1 ? named[0] : undefined;
}
