import { checkAddress, drawOperands } from "@/app/_components/check-cells.ts";
import { explanationText } from "@/app/_components/explanation-text.ts";
import { lateWords } from "@/app/_components/late-words.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import { findDivision, getRegions } from "@/lib/catalog/regions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CheckedReport, CheckFailure, UnassessedCheck } from "@/lib/check-views.ts";
import { instanceWords } from "@/lib/exports/check-words.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount, formatCount } from "@/lib/format.ts";

function nameOf(report: CheckedReport, lang: Language): string {
  return (lang === "en" ? report.agencyNameEn : null) ?? report.agencyNameZh;
}

function statementOf(catalog: Catalog, check: string, lang: Language): string {
  return catalog.checks.find(({ id }) => id === check)?.statement[lang] ?? check;
}

function failureRow(failure: CheckFailure, catalog: Catalog, lang: Language): Markup {
  const { frame, quality } = messages(lang);
  const { list, agreements, agreementNotes, verdicts } = quality;
  const { finding, explanation } = failure;
  const { left = null, right = null, operands = [], agreement = null, words, other } = finding.detail ?? {};
  const unit = catalog.units.find(({ id }) => id === operands[0]?.unit) ?? { scale: 1 };
  const amount = (value: number | null) => (value === null ? "" : formatAmount(value, unit, lang));
  const difference = left === null || right === null ? null : left - right;
  const where = instanceWords({ operands });
  const late = lateWords(finding, catalog, lang);
  const said =
    late === undefined ? words && html`<small lang="zh-CN">${words}</small>` : html`<small>${late}</small>`;
  const beside = other && html`<small>${fill(list.other, { other })}</small>`;
  const cells =
    operands.length > 0 &&
    html`<details><summary>${fill(list.cells, { n: operands.length })}</summary>${drawOperands(operands, failure, catalog, lang)}</details>`;
  const note =
    explanation !== null &&
    html`<p class="explained">${verdicts.explained}: ${explanationText(explanation, lang)}</p>`;
  const agreed = agreement ?? "none";
  const report = checkAddress(failure, finding, lang);
  const notice = href(lang, `/agencies/${failure.agency}/notice?year=${failure.year}`);
  return html`<tr><th scope="row"><a href="${href(lang, `/agencies/${failure.agency}`)}">${nameOf(failure, lang)}</a></th><td><a href="${report}">${failure.year}</a></td>
<td class="statement"><span class="chip ${finding.severity}">${frame.severity[finding.severity]}</span> <a href="${report}">${statementOf(catalog, failure.check, lang)}</a>${where !== "" && html`<small lang="zh-CN">${where}</small>`}${said || false}${beside || false}${cells}${note}</td>
<td class="number">${amount(left)}</td><td class="number">${amount(right)}</td><td class="number"><b>${amount(difference)}</b></td><td><span title="${agreementNotes[agreed]}">${agreements[agreed]}</span></td><td><a href="${notice}">${list.notice}</a></td></tr>`;
}

/** Failed checks with both values, and the cells behind a fold. */
export function drawFailures(failures: readonly CheckFailure[], catalog: Catalog, lang: Language): Markup {
  const { check, list } = messages(lang).quality;
  const text = [list.agency, list.year, check].map((name) => html`<th scope="col">${name}</th>`);
  const numbers = [list.left, list.right, list.difference].map(
    (name) => html`<th scope="col" class="number">${name}</th>`,
  );
  const rest = [list.agreement, list.notice].map((name) => html`<th scope="col">${name}</th>`);
  const rows = failures.map((failure) => failureRow(failure, catalog, lang));
  return html`<table class="failures"><thead><tr>${text}${numbers}${rest}</tr></thead><tbody>${rows}</tbody></table>`;
}

/**
 * What could not be had, in words: a term, `indicator/member/year`; a part of a region, `part/code`; `more/n` for what is
 * not listed.
 */
export function missingWords(term: string, year: number, catalog: Catalog, lang: Language): string {
  const [indicator = "", member = "", of = ""] = term.split("/");
  const { list } = messages(lang).quality;
  if (indicator === "more") return fill(list.more, { n: member });
  if (indicator === "part")
    return fill(list.part, {
      part: findDivision(member, year, getRegions())?.name ?? messages(lang).frame.scope["own-level"],
    });
  const names = [
    catalog.indicators.find(({ id }) => id === indicator)?.name[lang] ?? indicator,
    member === "total" ? "" : (catalog.members.find(({ id }) => id === member)?.name[lang] ?? member),
    of === String(year) ? "" : of,
  ];
  return names.filter((name) => name !== "").join(" / ");
}

/** Checks that could not be assessed, with what is missing. */
export function drawUnassessed(checks: readonly UnassessedCheck[], catalog: Catalog, lang: Language): Markup {
  const { check, list } = messages(lang).quality;
  const head = [list.agency, list.year, check, list.missing].map(
    (name) => html`<th scope="col">${name}</th>`,
  );
  const rows = checks.map((one) => {
    const report = `${href(lang, `/agencies/${one.agency}/${one.year}`)}?scope=${one.scope}`;
    const missing = one.missing.map((term) => missingWords(term, one.year, catalog, lang));
    const inferred =
      one.inferred > 0 && html`<small>${fill(list.inferred, { n: formatCount(one.inferred, lang) })}</small>`;
    return html`<tr><th scope="row"><a href="${href(lang, `/agencies/${one.agency}`)}">${nameOf(one, lang)}</a></th><td><a href="${report}">${one.year}</a></td><td class="statement">${statementOf(catalog, one.check, lang)}</td><td class="statement">${missing.join(lang === "zh" ? "\u3001" : ", ")}${inferred}</td><td class="number">${formatCount(one.count, lang)}</td></tr>`;
  });
  return html`<table class="failures"><thead><tr>${head}<th scope="col" class="number">${list.count}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
