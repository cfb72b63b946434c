import { and, eq, inArray, isNotNull, ne } from "drizzle-orm";
import type { CheckSubject } from "../lib/checks/subject.ts";
import type { Scope, Vote } from "../lib/model.ts";
import type { Agreement } from "../lib/report.ts";
import { tableVectors } from "./check-schema.ts";
import type { Writer } from "./client.ts";
import { listDeadlineRules } from "./deadlines.ts";
import { listFacts } from "./fact-rows.ts";
import { findParts } from "./region-parts.ts";
import { agencies, documentNames, reports, versions } from "./schema.ts";

/** A report as it is shown. */
export interface ShownReport {
  readonly key: number;
  /** Id of the agency. */
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  /** Key of the version shown. */
  readonly current: number;
  readonly agreements: Readonly<Record<string, Agreement>>;
}

/** The year that votes of one source name, where they agree. */
function yearOf(evidence: readonly Vote[], sources: readonly Vote["source"][]): number | null {
  const years = new Set(
    evidence
      .filter(({ question, source }) => question === "year" && sources.includes(source))
      .map(({ answer }) => Number(answer)),
  );
  const [only, ...more] = years;
  return only === undefined || more.length > 0 ? null : only;
}

function findShown(db: Writer, key: number) {
  return db
    .select({
      key: reports.key,
      agencyKey: agencies.key,
      agency: agencies.id,
      kind: agencies.kind,
      level: agencies.level,
      region: agencies.region,
      year: reports.year,
      scope: reports.scope,
      current: versions.key,
      document: versions.document,
      agreements: versions.agreements,
      claims: versions.claims,
      sections: versions.sections,
      published: versions.published,
      evidence: versions.evidence,
    })
    .from(reports)
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(eq(reports.key, key))
    .get();
}

/** Version of the same agency's and scope's report of another year, where one is shown. */
function findVersionOf(db: Writer, agency: number, year: number, scope: Scope): number | undefined {
  const held = db
    .select({ current: reports.current })
    .from(reports)
    .where(and(eq(reports.agency, agency), eq(reports.year, year), eq(reports.scope, scope)))
    .get();
  return held?.current ?? undefined;
}

function listTwins(db: Writer, key: number, year: number): CheckSubject["twins"] {
  const own = db.select().from(tableVectors).where(eq(tableVectors.report, key)).all();
  if (own.length === 0) return [];
  return db
    .select({ table: tableVectors.form, agency: agencies.id })
    .from(tableVectors)
    .innerJoin(reports, eq(reports.key, tableVectors.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        eq(tableVectors.year, year),
        inArray(
          tableVectors.hash,
          own.map(({ hash }) => hash),
        ),
        ne(reports.agency, db.select({ agency: reports.agency }).from(reports).where(eq(reports.key, key))),
        isNotNull(reports.current),
      ),
    )
    .orderBy(agencies.id)
    .all();
}

/** Other agencies that names of the document name; a file with the reports of many agencies names none of them. */
function listFileMates(db: Writer, document: string, agency: string): string[] {
  const readFrom = db
    .selectDistinct({ report: versions.report })
    .from(versions)
    .where(and(eq(versions.document, document), isNotNull(versions.report)))
    .limit(2)
    .all();
  if (readFrom.length > 1) return [];
  return db
    .selectDistinct({ agency: documentNames.agency })
    .from(documentNames)
    .where(and(eq(documentNames.document, document), ne(documentNames.agency, agency)))
    .orderBy(documentNames.agency)
    .all()
    .flatMap((named) => named.agency ?? []);
}

/** A report with what its checks need of others; `undefined` where no version of it is shown. */
export function findSubject(
  db: Writer,
  key: number,
): { readonly report: ShownReport; readonly subject: CheckSubject } | undefined {
  const shown = findShown(db, key);
  if (shown === undefined) return undefined;
  const {
    agency,
    kind,
    level,
    region,
    year,
    scope,
    current,
    agreements,
    claims,
    sections,
    published,
    evidence,
    document,
  } = shown;
  const before = findVersionOf(db, shown.agencyKey, year - 1, scope);
  return {
    report: { key, agency, year, scope, current, agreements },
    subject: {
      agency: { id: agency, kind, level, region },
      year,
      scope,
      facts: listFacts(db, current),
      claims,
      sections,
      previous: before === undefined ? null : listFacts(db, before),
      published,
      deadlines: listDeadlineRules(db),
      years: {
        title: yearOf(evidence, ["title", "heading", "metadata"]),
        period: yearOf(evidence, ["period"]),
      },
      fileMates: listFileMates(db, document, agency),
      twins: listTwins(db, key, year),
      parts: findParts(db, shown),
    },
  };
}
