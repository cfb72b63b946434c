import { and, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import { isOrganisationCode, organisationCodeOf } from "../../lib/registry/credit-code.ts";
import type { Candidate, RegistryLookup } from "../../lib/registry/resolve.ts";
import type { Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencyNames } from "../registry-schema.ts";
import { agencies } from "../schema.ts";

/** What resolving asks of the registry, as the database holds it. Agencies known by their reports alone are not asked. */

const CANDIDATE = {
  id: agencies.id,
  name: agencies.nameZh,
  kind: agencies.kind,
  region: agencies.region,
  parent: agencies.parent,
  validFrom: agencies.validFrom,
  validTo: agencies.validTo,
};

const isKnown = eq(agencies.provisional, false);

const prepareById = prepareOnce((db: Writer) =>
  db
    .select(CANDIDATE)
    .from(agencies)
    .where(and(eq(agencies.id, sql.placeholder("id")), isKnown))
    .prepare(),
);

/** Names run a year ahead of their dates and behind them: reports are of the year before. */
const prepareByName = prepareOnce((db: Writer) =>
  db
    .selectDistinct(CANDIDATE)
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(
      and(
        eq(agencyNames.folded, sql.placeholder("folded")),
        isKnown,
        sql`(${agencyNames.validFrom} IS NULL OR ${agencyNames.validFrom} <= ${sql.placeholder("latest")})`,
        sql`(${agencyNames.validTo} IS NULL OR ${agencyNames.validTo} >= ${sql.placeholder("earliest")})`,
      ),
    )
    .orderBy(agencies.id)
    .prepare(),
);

function put(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [candidate]);
  else list.push(candidate);
}

/** The registry as it is when it is opened: hosts and codes are read once. */
export function openLookup(db: Writer): RegistryLookup {
  const byDomain = new Map<string, Candidate[]>();
  const byCode = new Map<string, Candidate[]>();
  const rows = db
    .select({ ...CANDIDATE, domains: agencies.domains, creditCode: agencies.creditCode })
    .from(agencies)
    .where(and(isKnown, or(isNotNull(agencies.creditCode), ne(sql`${agencies.domains}`, "[]"))))
    .all();
  for (const { domains, creditCode, ...candidate } of rows) {
    for (const domain of domains) put(byDomain, domain, candidate);
    if (creditCode === null) continue;
    put(byCode, creditCode, candidate);
    const organisation = organisationCodeOf(creditCode);
    if (isOrganisationCode(organisation)) put(byCode, organisation, candidate);
  }
  return {
    byCode: (code) => {
      const known = byCode.get(code) ?? prepareById(db).get({ id: code });
      return known === undefined ? [] : [known].flat();
    },
    byHost: (host) => {
      const parts = host.toLowerCase().split(".");
      // gov.cn itself is nobody's.
      for (let at = 0; at < parts.length - 1; at++) {
        const known = byDomain.get(parts.slice(at).join("."));
        if (known !== undefined) return known;
      }
      return [];
    },
    byName: (folded, year) =>
      prepareByName(db).all({
        folded,
        latest: year === null ? "9999-12-31" : `${year + 1}-12-31`,
        earliest: year === null ? "0000-01-01" : `${year - 1}-01-01`,
      }),
    byId: (id) => prepareById(db).get({ id }),
  };
}
