import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { explanationText } from "@/app/_components/explanation-text.ts";
import { lateWords } from "@/app/_components/late-words.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CheckFailure } from "@/lib/check-views.ts";
import { instanceWords } from "@/lib/exports/check-words.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import type { Notice, NoticeRow } from "@/lib/exports/notice.ts";
import { formatAmount } from "@/lib/format.ts";
import type { AgencySummary, CheckOperand } from "@/lib/views.ts";

export interface NoticeSubject {
  readonly agency: AgencySummary;
  /** `null`: all years held. */
  readonly year: number | null;
  readonly failures: readonly CheckFailure[];
  readonly catalog: Catalog;
  readonly dataVersion: number;
}

function cellLine(operand: CheckOperand, failure: CheckFailure, lang: Language): NoticeRow["cells"][number] {
  const { notice } = messages(lang).quality;
  const { label, memberLabel, printed, year, document, table, row, column, page } = operand;
  const name = [label.replaceAll("/", " / "), memberLabel].filter((part) => part !== "").join(" / ");
  const place = table === 0 ? "" : fill(notice.place, { table, row, column });
  const other = year === failure.year ? "" : fill(notice.ofYear, { year });
  const before = page === null ? "" : fill(notice.page, { page });
  const text = fill(notice.cell, {
    page: other + before,
    place,
    name,
    printed: printed.trim() || notice.blank,
  });
  return { text, address: table === 0 ? null : `/documents/${document}/view#${cellAnchor(operand)}` };
}

/** The cells of the total and those that print more than 0; of the rest only how many there are. */
function cellLines(failure: CheckFailure, catalog: Catalog, lang: Language): NoticeRow["cells"] {
  const { notice } = messages(lang).quality;
  const { operands = [], other = null, words = null } = failure.finding.detail ?? {};
  const count = (side: CheckOperand["side"]) => operands.filter((one) => one.side === side).length;
  const few = Math.min(count("left"), count("right"));
  const told = operands.filter(({ side, amount }) => count(side) <= Math.max(few, 2) || amount !== 0);
  const zeros = operands.length - told.length;
  const whole = [
    operands.length === 0 ? notice.whole : "",
    lateWords(failure.finding, catalog, lang) ?? words ?? "",
    other === null ? "" : fill(notice.other, { other }),
    zeros === 0 ? "" : fill(notice.zeros, { n: zeros }),
  ].filter((line) => line !== "");
  return [
    ...told.map((operand) => cellLine(operand, failure, lang)),
    ...whole.map((text) => ({ text, address: null })),
  ];
}

function actionOf({ finding, explanation }: CheckFailure, lang: Language): string {
  const { actions } = messages(lang).quality.notice;
  if (explanation !== null) return fill(actions.explained, { text: explanationText(explanation, lang) });
  if (finding.severity === "info") return actions.hint;
  return actions[finding.detail?.agreement ?? "none"];
}

function rowOf(failure: CheckFailure, at: number, catalog: Catalog, lang: Language): NoticeRow {
  const { frame, quality } = messages(lang);
  const { notice } = quality;
  const { left = null, right = null, operands = [] } = failure.finding.detail ?? {};
  const unit = catalog.units.find(({ id }) => id === operands[0]?.unit) ?? { scale: 1 };
  const amount = (value: number) => formatAmount(value, unit, lang);
  const check = catalog.checks.find(({ id }) => id === failure.check);
  const where = instanceWords({ operands });
  const { year, fileName: file } = failure;
  return {
    number: at + 1,
    file: fill(notice.file, { year, scope: frame.scope[failure.scope], file }),
    cells: cellLines(failure, catalog, lang),
    relation: `${check?.statement[lang] ?? failure.check}${where === "" ? "" : ` (${where})`}`,
    values:
      left === null || right === null
        ? ""
        : fill(notice.values, { left: amount(left), right: amount(right), difference: amount(left - right) }),
    action: actionOf(failure, lang),
  };
}

const GRAVITY = ["error", "warning", "info"];

/** What an agency is asked to check, the newest year first and the gravest first within it. */
export function buildNotice(subject: NoticeSubject, lang: Language): Notice {
  const { agency, year, failures, catalog, dataVersion } = subject;
  const { notice } = messages(lang).quality;
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  const from = agency.years[0] ?? year ?? 0;
  const to = agency.years.at(-1) ?? from;
  const years =
    year !== null || from === to
      ? fill(notice.oneYear, { year: year ?? from })
      : fill(notice.years, { from, to });
  const rank = ({ finding }: CheckFailure) => GRAVITY.indexOf(finding.severity);
  const sorted = failures.toSorted((a, b) => b.year - a.year || rank(a) - rank(b));
  return {
    title: notice.title,
    subtitle: years,
    to: fill(notice.to, { agency: name }),
    intro: fill(sorted.length > 0 ? notice.intro : notice.introNone, { years, n: sorted.length }),
    columns: Object.values(notice.columns),
    rows: sorted.map((failure, at) => rowOf(failure, at, catalog, lang)),
    closing: sorted.length > 0 ? notice.closing : [],
    source: [fill(notice.source, { version: dataVersion }), demonstrationNote().demonstration ?? ""]
      .join(" ")
      .trim(),
  };
}
