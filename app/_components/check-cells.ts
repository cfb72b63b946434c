import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { checkAnchor } from "@/lib/exports/check-words.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount } from "@/lib/format.ts";
import type { Origin, Scope } from "@/lib/model.ts";
import type { CheckOperand, StoredFinding } from "@/lib/views.ts";

/** The place of a failed check on its report's page, with the original opened at its cell. */
export function checkAddress(
  report: { readonly agency: string; readonly year: number; readonly scope?: Scope | null },
  finding: Pick<StoredFinding, "check" | "instance"> & {
    readonly origin?: Pick<Origin, "table" | "row" | "column"> | null | undefined;
  },
  lang: Language,
): string {
  const { origin } = finding;
  const query = new URLSearchParams({
    ...(report.scope ? { scope: report.scope } : {}),
    ...(origin && origin.table > 0 ? { cell: `${origin.table}-${origin.row}-${origin.column}` } : {}),
  });
  const page = href(lang, `/agencies/${report.agency}/${report.year}`);
  return `${page}${query.size > 0 ? `?${query}` : ""}#${checkAnchor(finding)}`;
}

type Place = Pick<CheckOperand, "document" | "table" | "row" | "column">;

const originalAt = (place: Place): string | undefined =>
  `/documents/${place.document}/view#${cellAnchor(place)}`;

/** The cells of a failed check: value and words, each leading to its place in the original, or as drawn on the page. */
export function drawOperands(
  operands: readonly CheckOperand[],
  report: { readonly year: number },
  catalog: Catalog,
  lang: Language,
  originalOf: (place: Place) => string | undefined = originalAt,
): Markup {
  const words = messages(lang).quality.cells;
  const one = (operand: CheckOperand): Markup => {
    const { label, memberLabel, amount, unit, printed, sign, year, table, row, column } = operand;
    const scale = catalog.units.find(({ id }) => id === unit) ?? { scale: 1 };
    const figure = amount === null ? printed : formatAmount(amount, scale, lang);
    const place = fill(words.place, { table, row, column });
    const name = `${label.split("/").at(-1) ?? label}${memberLabel === "" ? "" : ` / ${memberLabel}`}`;
    const otherYear = year !== report.year && html` <span class="soft">${year}</span>`;
    const text = html`${sign === -1 && "− "}${figure}`;
    const value =
      table === 0
        ? html`<b>${text}</b>`
        : html`<a href="${originalOf(operand) ?? `#${cellAnchor(operand)}`}" title="${place}">${text}</a>`;
    return html`<li>${value} <span lang="zh-CN">${name}</span>${otherYear}</li>`;
  };
  const side = (which: CheckOperand["side"]) => operands.filter((operand) => operand.side === which).map(one);
  return html`<ul class="operands" aria-label="${words.left}">${side("left")}</ul><ul class="operands" aria-label="${words.right}">${side("right")}</ul>`;
}
