import { fill, type Messages } from "@/app/_messages/messages.ts";
import { html, type Markup } from "@/lib/exports/html.ts";

/** Years held, in words: the first and last, how many, and which are missing between them. */
export function yearsInWords(years: readonly number[], words: Messages["agencies"]): string {
  const [first] = years;
  const last = years.at(-1);
  if (first === undefined || last === undefined) return words.noYears;
  if (first === last) return fill(words.yearHeld, { year: first });
  return fill(words.yearsHeld, { first, last, n: years.length });
}

/** One tick a year over all years of the site, filled where a report is held. */
export function yearStrip(years: readonly number[], all: readonly number[]): Markup {
  const held = new Set(years);
  const ticks = all.map((year) =>
    held.has(year) ? html`<b title="${year}"></b>` : html`<i title="${year}"></i>`,
  );
  return html`<span class="years" aria-hidden="true">${ticks}</span>`;
}

/** Every year from the first to the last that any agency holds. */
export function spanOf(years: readonly number[]): readonly number[] {
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}
