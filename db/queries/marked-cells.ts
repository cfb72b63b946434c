import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { facts, findings, versions } from "../schema.ts";

/** A cell to find again in its document. */
export interface MarkedCell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly offset: number | null;
  readonly path: string | null;
  readonly printed: string;
}

/** The cells of a document that gave a figure or a finding, in every version read from it. */
export async function listMarkedCells(db: Database, sha256: string): Promise<MarkedCell[]> {
  const read = db
    .selectDistinct({
      table: facts.originTable,
      row: facts.originRow,
      column: facts.originColumn,
      offset: facts.originOffset,
      path: facts.originPath,
      printed: facts.printed,
    })
    .from(facts)
    .innerJoin(versions, eq(versions.key, facts.version))
    .where(eq(versions.document, sha256))
    .all();
  const found = db
    .selectDistinct({
      table: findings.originTable,
      row: findings.originRow,
      column: findings.originColumn,
      offset: findings.originOffset,
      path: findings.originPath,
    })
    .from(findings)
    .innerJoin(versions, eq(versions.key, findings.version))
    .where(and(eq(versions.document, sha256), isNotNull(findings.originTable)))
    .all()
    .flatMap(({ table, row, column, ...place }) =>
      table === null || row === null || column === null
        ? []
        : [{ table, row, column, ...place, printed: "" }],
    );
  return [...read, ...found];
}
