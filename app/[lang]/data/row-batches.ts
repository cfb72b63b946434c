import { setImmediate } from "node:timers/promises";
import type { Database } from "@/db/client.ts";
import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { listExplanations } from "@/db/queries/check-record.ts";
import { scanHeldReports, scanReportFindings, scanReports } from "@/db/queries/report-scan.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { filedReportRows } from "@/lib/exports/filed-report-rows.ts";
import { findingRows } from "@/lib/exports/finding-rows.ts";
import { registeredAgencyRows } from "@/lib/exports/registered-agency-rows.ts";
import { reportRows } from "@/lib/exports/report-rows.ts";
import type { RowBatches } from "@/lib/exports/row-source.ts";
import type { ReportSummary } from "@/lib/views.ts";

/** The rows of whole years, read some reports at a time: others are answered in between. */

const REPORTS = 20;
const ROWS = 500;

export interface Held {
  readonly db: Database;
  readonly lang: Language;
  readonly dataVersion: number;
}

async function namesOf({ db }: Held, reports: readonly { readonly agency: string }[]) {
  const ids = [...new Set(reports.map(({ agency }) => agency))];
  return scanAgencies(db, { ids }, { limit: ids.length });
}

/** Parts of a list, each asked for behind the last item of the one before, until one is empty. */
async function* parts<Item>(
  read: (after: Item | undefined) => Promise<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  let after: Item | undefined;
  for (;;) {
    const items = await read(after);
    after = items.at(-1);
    if (after === undefined) return;
    yield items;
    await setImmediate();
  }
}

export async function* batchFacts(held: Held, year: number): RowBatches {
  const context = { catalog: getCatalog(), language: held.lang, dataVersion: held.dataVersion };
  const reports = parts((after: { readonly summary: ReportSummary } | undefined) =>
    scanHeldReports(held.db, { year }, { after: after?.summary, limit: REPORTS }),
  );
  for await (const batch of reports) {
    const known = await namesOf(
      held,
      batch.map(({ summary }) => summary),
    );
    const agencies = new Map(known.map((agency) => [agency.id, agency]));
    yield batch.flatMap((report) => {
      const agency = agencies.get(report.summary.agency);
      return agency === undefined ? [] : reportRows(agency, report, context);
    });
  }
}

export async function* batchReports(held: Held, year: number): RowBatches {
  const reports = parts((after: ReportSummary | undefined) =>
    scanReports(held.db, { year }, { after, limit: ROWS }),
  );
  for await (const batch of reports) {
    const agencies = await namesOf(held, batch);
    yield filedReportRows(batch, { agencies, language: held.lang, dataVersion: held.dataVersion });
  }
}

export async function* batchFindings(held: Held, year: number): RowBatches {
  const catalog = getCatalog();
  const reports = parts((after: { readonly summary: ReportSummary } | undefined) =>
    scanReportFindings(held.db, { year }, { after: after?.summary, limit: ROWS }),
  );
  for await (const batch of reports) {
    const summaries = batch.map(({ summary }) => summary);
    const agencies = await namesOf(held, summaries);
    const notes = await Promise.all(
      summaries.map(({ agency, year: of, scope }) => listExplanations(held.db, agency, of, scope)),
    );
    const found = batch.flatMap(({ summary, findings }, at) =>
      findings.map((finding) => ({
        ...summary,
        finding,
        explanation: notes[at]?.get(`${finding.check} ${finding.instance}`) ?? null,
      })),
    );
    const context = { agencies, language: held.lang, dataVersion: held.dataVersion };
    yield findingRows(found, context, (finding) => findingText(catalog, finding, held.lang));
  }
}

/** Agencies of which a report is held, with its years: of any year, or of one alone. */
export async function* batchAgencies(held: Held, year?: number): RowBatches {
  const agencies = parts((after: { readonly id: string } | undefined) =>
    scanAgencies(held.db, { held: true }, { after: after?.id, limit: ROWS }),
  );
  for await (const batch of agencies) {
    const own = batch.filter(({ years }) => year === undefined || years.includes(year));
    const told = own.map((agency) => (year === undefined ? agency : { ...agency, years: [year] }));
    yield registeredAgencyRows(told, held.dataVersion);
  }
}
