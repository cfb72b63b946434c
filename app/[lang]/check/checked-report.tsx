import { fill, messages } from "@/app/_messages/messages.ts";
import { CheckSummary } from "@/app/[lang]/agencies/[id]/[year]/check-summary.tsx";
import { Evidence } from "@/app/[lang]/agencies/[id]/[year]/evidence.tsx";
import { FindingOverview } from "@/app/[lang]/agencies/[id]/[year]/finding-overview.tsx";
import { FormSection } from "@/app/[lang]/agencies/[id]/[year]/form-section.tsx";
import {
  findingsByCell,
  numberFindings,
  type OriginalOf,
  originalAt,
} from "@/app/[lang]/agencies/[id]/[year]/numbered-findings.ts";
import { OutsideForms } from "@/app/[lang]/agencies/[id]/[year]/outside-forms.tsx";
import { UnplacedFacts } from "@/app/[lang]/agencies/[id]/[year]/unplaced-facts.tsx";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import { listUnplacedFacts } from "@/lib/exports/form-table.ts";
import type { Severity } from "@/lib/model.ts";
import type { PrecheckedReport } from "@/lib/precheck.ts";
import { ReportIdentity } from "./report-identity.tsx";

interface Props {
  readonly report: PrecheckedReport;
  /** Hash of the file, of which no original is held. */
  readonly document: string;
  readonly lang: Language;
}

/** A report as its page would show it, without an original to lead to. */
export function CheckedReport({ report, document, lang }: Props) {
  const { check } = messages(lang);
  const words = check.result;
  const catalog = getCatalog();
  const { facts, identity, hasPrevious } = report;
  const findings = numberFindings(report.findings, catalog, lang);
  const byCell = findingsByCell(findings);
  const anchors = new Set(facts.map((fact) => cellAnchor(fact.origin)));
  const general = findings.filter(
    ({ finding }) => !finding.origin || !anchors.has(cellAnchor(finding.origin)),
  );
  const forms = report.tables.flatMap((table) => {
    const edition = catalog.editions.find(({ id }) => id === table.edition);
    const template = edition?.tables.find(({ id }) => id === table.table);
    return edition && template ? [{ edition, template, found: table }] : [];
  });
  const unplaced = listUnplacedFacts(
    forms.map(({ edition, template }) => ({ edition: edition.id, template })),
    facts,
  );
  // The report of the year before is held, the one that was handed in is not.
  const originalOf: OriginalOf = (origin) => (origin.document === document ? undefined : originalAt(origin));
  const count = (severity: Severity) =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), infos: count("info") };
  const grave = counts.errors > 0 ? "error" : "warning";
  return (
    <>
      <ReportIdentity report={report} catalog={catalog} lang={lang} />
      <p className={findings.length > 0 ? `note ${grave}` : "note"} role="status">
        {findings.length > 0 ? fill(words.faults, counts) : words.clean}
      </p>
      <p className="small">
        {identity.year === null ? words.noYear : hasPrevious ? words.withPrevious : words.withoutPrevious}
      </p>
      {facts.some(({ method }) => method === "ocr") ? (
        <p className="note warning">{words.recognized}</p>
      ) : null}
      {identity.year === null ? null : (
        <CheckSummary
          agency={null}
          year={identity.year}
          counts={report.counts}
          catalog={catalog}
          lang={lang}
        />
      )}
      <FindingOverview
        findings={findings}
        general={general}
        drawn={anchors}
        originalOf={originalOf}
        lang={lang}
      />
      <p className="soft small">{forms.length > 0 ? words.intro : words.none}</p>
      {forms.map((form) => (
        <FormSection
          key={`${form.edition.id} ${form.template.id}`}
          {...form}
          catalog={catalog}
          facts={facts}
          findings={findings}
          byCell={byCell}
          originalOf={originalOf}
          lang={lang}
        />
      ))}
      <UnplacedFacts facts={unplaced} originalOf={originalOf} lang={lang} />
      <OutsideForms tables={report.unplaced} view={null} lang={lang} />
      <Evidence evidence={report.evidence} lang={lang} />
    </>
  );
}
