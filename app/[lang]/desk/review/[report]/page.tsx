import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { itemOf, itemPage } from "@/app/_desk/item-of.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { slotOf } from "@/app/_desk/slot.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { FormSection } from "@/app/[lang]/agencies/[id]/[year]/form-section.tsx";
import { findingsByCell, numberFindings } from "@/app/[lang]/agencies/[id]/[year]/numbered-findings.ts";
import { OriginalPane } from "@/app/[lang]/agencies/[id]/[year]/original-pane.tsx";
import beside from "@/app/[lang]/agencies/[id]/[year]/report.module.css";
import { listCorrections } from "@/db/desk/correct.ts";
import { listDoubtfulCells } from "@/db/desk/doubtful-cells.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { listReportQuestions } from "@/db/desk/questions.ts";
import { isOpen, readVersion } from "@/db/desk/review.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { may } from "@/lib/desk/roles.ts";
import css from "../review.module.css";
import { Cells } from "./cells.tsx";
import { CorrectionForm } from "./correction-form.tsx";
import { CorrectionList } from "./correction-list.tsx";
import { Explanations } from "./explanations.tsx";
import { Questions } from "./questions.tsx";
import { ReviewKeys } from "./review-keys.tsx";
import { parseReviewSearch } from "./search-params.ts";
import { VerdictForm } from "./verdict-form.tsx";

type Props = DeskPageProps<{ readonly report: string }>;

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.review.heading, robots: { index: false } };
}

/** One report to be looked at: its forms with the original beside them, verdict and corrections. */
export default async function Page(props: Props) {
  const lang = await pageLanguage(props);
  const { report } = await props.params;
  const given = await props.searchParams;
  const path = itemPage({ report });
  const desk = await enterDesk(lang, path, "read-drafts");
  const db = getDeskDatabase();
  const item = itemOf(db, desk.user, report);
  if (item === undefined) notFound();
  const { desk: words, frame, review: reviewWords } = messages(lang);
  const { review } = words;
  const catalog = getCatalog();
  const { tables, facts, findings: found } = readVersion(db, item.versionKey);
  const findings = numberFindings(found, catalog, lang);
  const byCell = findingsByCell(findings);
  const forms = tables.flatMap((table) => {
    const edition = catalog.editions.find(({ id }) => id === table.edition);
    const template = edition?.tables.find(({ id }) => id === table.table);
    return edition && template ? [{ edition, template, found: table }] : [];
  });
  const name = (lang === "en" ? item.agencyNameEn : null) ?? item.agencyNameZh;
  const held = listCorrections(db, item);
  const { cell, question, at } = parseReviewSearch(given);
  const cells = listDoubtfulCells(db, catalog, item, found);
  const looked = cells.find(({ fact }) => slotOf(fact) === at)?.fact.origin;
  const failureOf = (failure: string) =>
    findings.find(({ finding }) => `${finding.check} ${finding.instance}` === failure)?.message ?? failure;
  const answered = listReportQuestions(db, item).find(({ key }) => key === question);
  const mayEdit = may(desk.user.role, "edit");
  return (
    <DeskFrame desk={desk} path={path} section="review" told={given}>
      <ol className="trail">
        <li>
          <a href={href(lang, "/desk/review")}>{review.heading}</a>
        </li>
        <li aria-current="page">{item.year}</li>
      </ol>
      <h1>
        {name} {item.year} · {frame.scope[item.scope]}
      </h1>
      <p className="soft">
        {fill(words.draft.cells, { read: item.cellsRead, expected: item.cellsExpected })}
        {item.failed > 0 ? ` · ${fill(review.reasons.failed, { n: item.failed })}` : null}
        {item.unsure > 0 ? ` · ${fill(review.reasons.unsure, { n: item.unsure })}` : null}
      </p>
      {item.awaits ? <p className="note">{review.awaitsNote}</p> : null}
      {item.reviewed !== undefined && isOpen(item) ? <p className="note warning">{review.reopened}</p> : null}
      <p className="actions small">
        <a href={href(lang, `${path}/next`)} rel="next">
          {reviewWords.next}
        </a>
      </p>
      <div className={`${beside.beside} ${css.beside}`}>
        <div className={beside.forms}>
          <Cells desk={desk} item={item} cells={cells} at={at} failureOf={failureOf} mayEdit={mayEdit} />
          {mayEdit ? <VerdictForm desk={desk} item={item} /> : null}
          {mayEdit ? (
            <CorrectionForm desk={desk} item={item} held={held} chosen={cell} question={answered} />
          ) : null}
          <CorrectionList desk={desk} item={item} held={held} mayEdit={mayEdit} />
          <Questions desk={desk} item={item} held={held} mayEdit={mayEdit} />
          <Explanations desk={desk} item={item} findings={findings} mayEdit={mayEdit} />
          {forms.map((form) => (
            <FormSection
              key={`${form.edition.id} ${form.template.id}`}
              {...form}
              catalog={catalog}
              facts={facts}
              findings={findings}
              byCell={byCell}
              looking={{ slotOf, at }}
              lang={lang}
            />
          ))}
          <ReviewKeys words={reviewWords.keys} next={href(lang, `${path}/next`)} mayEdit={mayEdit} />
        </div>
        <OriginalPane
          document={item.document}
          fileName={item.fileName}
          cell={looked && looked.table > 0 ? `${looked.table}-${looked.row}-${looked.column}` : undefined}
          lang={lang}
        />
      </div>
    </DeskFrame>
  );
}
