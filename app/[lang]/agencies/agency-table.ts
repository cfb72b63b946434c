import { placeOf } from "@/app/_components/place-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import type { ListedAgency } from "@/lib/registry-views.ts";
import { yearStrip, yearsInWords } from "./year-strip.ts";

/** The word of a kind or level, its id where the site has no word, and `unknown` where it is not known. */
export function wordFor(words: Readonly<Record<string, string>>, id: string | null, unknown: string): string {
  return id === null ? unknown : (words[id] ?? id);
}

/** Agencies down, who they are and which years are held across. */
export function drawAgencies(
  agencies: readonly ListedAgency[],
  all: readonly number[],
  lang: Language,
): Markup {
  const { agencies: words, frame } = messages(lang);
  const { columns } = words;
  const head = [columns.name, columns.kind, columns.level, columns.region, columns.years].map(
    (name) => html`<th scope="col">${name}</th>`,
  );
  const rows = agencies.map((agency) => {
    const name = (lang === "en" && agency.nameEn) || agency.nameZh;
    const marks = [
      agency.provisional && html` <span class="chip">${frame.provisional}</span>`,
      agency.validTo !== null &&
        html` <span class="chip">${fill(words.ended, { year: agency.validTo.slice(0, 4) })}</span>`,
    ].filter((mark) => mark !== false);
    const place = placeOf(agency, lang) || (agency.regionNameZh ?? words.unknown);
    const region =
      agency.region !== null && agency.path.length > 0
        ? html`<a href="${href(lang, `/regions/${agency.region.slice(0, 6)}`)}">${place}</a>`
        : place;
    return html`<tr><th scope="row"><a href="${href(lang, `/agencies/${agency.id}`)}">${name}</a>${marks}</th>
<td>${wordFor(words.kinds, agency.kind, words.unknown)}</td><td>${wordFor(words.levels, agency.level, words.unknown)}</td><td>${region}</td>
<td>${agency.years.length > 0 && yearStrip(agency.years, all)}<span class="span">${yearsInWords(agency.years, words)}</span></td></tr>`;
  });
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
