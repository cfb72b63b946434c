import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import type { QuestionView } from "../question-views.ts";
import { type ExportContext, nameOf, scaled } from "./export-context.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const QUESTION_COLUMNS = [
  { id: "question", type: "number" },
  { id: "asked_at", type: "text" },
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "edition", type: "text" },
  { id: "indicator", type: "text" },
  { id: "indicator_name", type: "text" },
  { id: "member", type: "text" },
  { id: "member_name", type: "text" },
  { id: "unit", type: "text" },
  { id: "shown_status", type: "text" },
  { id: "shown_amount", type: "number" },
  { id: "version", type: "number" },
  { id: "shown_data_version", type: "number" },
  { id: "kind", type: "text" },
  { id: "words", type: "text" },
  { id: "state", type: "text" },
  { id: "since", type: "text" },
  { id: "answer", type: "text" },
  { id: "release", type: "number" },
] as const satisfies readonly ExportColumn[];

type QuestionRow = ExportRow<(typeof QUESTION_COLUMNS)[number]["id"]>;

/** One row a question: what everybody may see of it. */
export function questionRows(
  questions: readonly QuestionView[],
  context: Omit<ExportContext, "agencies">,
): QuestionRow[] {
  const { catalog, language }: { readonly catalog: Catalog; readonly language: Language } = context;
  return questions.map((one) => ({
    question: one.number,
    asked_at: one.askedAt,
    agency: one.agency,
    agency_name: (language === "en" ? one.nameEn : null) ?? one.nameZh,
    year: one.year,
    scope: one.scope,
    edition: one.edition,
    indicator: one.indicator,
    indicator_name: nameOf(catalog.indicators, one.indicator, language),
    member: one.member,
    member_name: nameOf(catalog.members, one.member, language),
    unit: one.unit,
    shown_status: one.shownStatus,
    shown_amount: one.shownAmount === null ? null : scaled(context, one.shownAmount, one.unit),
    version: one.version,
    shown_data_version: one.dataVersion,
    kind: one.kind,
    words: one.words,
    state: one.state,
    since: one.since,
    answer: one.answer === "" ? null : one.answer,
    release: one.release,
  }));
}
