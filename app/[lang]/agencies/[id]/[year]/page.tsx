import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { StateNote } from "@/app/_components/state-note.tsx";
import { FrozenNote } from "@/app/_components/take-along.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { listCheckCounts, listExplanations } from "@/db/queries/check-record.ts";
import { listReleasedCorrections } from "@/db/queries/corrections.ts";
import { listQuestions } from "@/db/queries/questions.ts";
import { listReports } from "@/db/queries/reports.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import { listUnplacedFacts } from "@/lib/exports/form-table.ts";
import type { Asking } from "./asking.ts";
import { AskingSwitch } from "./asking-switch.tsx";
import { CheckSummary } from "./check-summary.tsx";
import { Corrections } from "./corrections.tsx";
import { findReport } from "./find-report.ts";
import { FindingOverview } from "./finding-overview.tsx";
import { FormSection } from "./form-section.tsx";
import { findingsByCell, numberFindings } from "./numbered-findings.ts";
import { OriginalPane } from "./original-pane.tsx";
import { OutsideForms } from "./outside-forms.tsx";
import { Questions } from "./questions.tsx";
import css from "./report.module.css";
import { newerOf } from "./report-data.ts";
import { ReportHead } from "./report-head.tsx";
import { parseReportSearch } from "./search-params.ts";
import { UnplacedFacts } from "./unplaced-facts.tsx";
import { Versions } from "./versions.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly id: string; readonly year: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { lang, ...address } = await params;
  const found = await findReport(address, parseReportSearch(await searchParams));
  if (!found || !isLanguage(lang)) return {};
  const agency = (lang === "en" && found.agency.nameEn) || found.agency.nameZh;
  const { headline, description } = messages(lang).report;
  const values = { agency, year: found.report.summary.year };
  return { title: fill(headline, values), description: fill(description, values) };
}

export default async function Page({ params, searchParams }: Props) {
  const { lang, ...address } = await params;
  if (!isLanguage(lang)) notFound();
  const search = parseReportSearch(await searchParams);
  const found = await findReport(address, search);
  if (!found) notFound();
  const { agency, report, state } = found;
  const { db } = state;
  const { summary } = report;
  const words = messages(lang);
  const catalog = getCatalog();
  const held = await listReports(db, { agency: agency.id, year: summary.year });
  const identity = [agency.id, summary.year, summary.scope] as const;
  const counts = await listCheckCounts(db, ...identity);
  const explanations = await listExplanations(db, ...identity);
  const questions = await listQuestions(db, {
    agency: agency.id,
    year: summary.year,
    scope: summary.scope,
  });
  const asking: Asking = {
    report: { agency: agency.id, year: summary.year, scope: summary.scope },
    questions,
    isChoosing: search.doubt === "yes",
  };
  const corrections = await listReleasedCorrections(db, ...identity);
  const findings = numberFindings(report.findings, catalog, lang, explanations);
  const byCell = findingsByCell(findings);
  const anchors = new Set(report.facts.map((fact) => cellAnchor(fact.origin)));
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
    report.facts,
  );
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  const newest = `/agencies/${agency.id}/${summary.year}${search.scope ? `?scope=${search.scope}` : ""}`;
  return (
    <Frame lang={lang} path={withState(newest, state.query)} state={state} section="agencies">
      <ol className="trail">
        <li>
          <a href={href(lang, "/agencies")}>{words.agencies.title}</a>
        </li>
        <li>
          <a href={href(lang, `/agencies/${agency.id}`)}>{name}</a>
        </li>
        <li aria-current="page">{summary.year}</li>
      </ol>
      <StateNote state={state} newer={await newerOf(found)} agencies={[agency]} path={newest} lang={lang} />
      <FrozenNote given={search.data} state={state} fingerprint={null} lang={lang} />
      <ReportHead agency={agency} report={report} held={held} state={state} lang={lang} />
      <CheckSummary agency={agency.id} year={summary.year} counts={counts} catalog={catalog} lang={lang} />
      <FindingOverview findings={findings} general={general} drawn={anchors} lang={lang} />
      <div className={css.beside}>
        <div className={css.forms}>
          <p className="soft small">
            {forms.length > 0 ? words.report.forms.intro : words.report.forms.none}
          </p>
          {state.isFormer ? null : <AskingSwitch asking={asking} lang={lang} />}
          {forms.map((form) => (
            <FormSection
              key={`${form.edition.id} ${form.template.id}`}
              {...form}
              catalog={catalog}
              facts={report.facts}
              findings={findings}
              byCell={byCell}
              // One questions what is shown today.
              asking={state.isFormer ? undefined : asking}
              lang={lang}
            />
          ))}
          <UnplacedFacts facts={unplaced} lang={lang} />
          <OutsideForms tables={report.unplaced} view={`/documents/${summary.document}/view`} lang={lang} />
        </div>
        <OriginalPane
          document={summary.document}
          fileName={summary.fileName}
          cell={search.cell}
          lang={lang}
        />
      </div>
      <Corrections corrections={corrections} lang={lang} />
      <Questions questions={questions} lang={lang} />
      <Versions
        versions={report.versions}
        current={summary.version}
        address={href(lang, `/agencies/${agency.id}/${summary.year}/versions?scope=${summary.scope}`)}
        lang={lang}
      />
    </Frame>
  );
}
