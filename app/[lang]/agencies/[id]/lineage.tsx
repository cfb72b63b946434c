import { agencyName } from "@/app/_components/agency-name.ts";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { formatDate } from "@/lib/format.ts";
import type { AgencyCard, AgencyName, AgencyRef } from "@/lib/registry-views.ts";
import css from "./profile.module.css";

interface Props {
  readonly agency: AgencyCard;
  readonly lang: Language;
}

/** What the agency came of and went into, and what it was called when. */
export function Lineage({ agency, lang }: Props) {
  const { lineage: words, names } = messages(lang).agencies.profile;
  const named = agency.names.filter(
    ({ kind, validFrom, validTo }) => kind === "former" || validFrom !== null || validTo !== null,
  );
  if (agency.lineage.length === 0 && named.length === 0) return null;
  return (
    <section aria-labelledby="lineage" className={css.reports}>
      <h2 id="lineage">{words.heading}</h2>
      {agency.lineage.length > 0 ? (
        <>
          <DrawnRegion name={words.heading} lang={lang} markup={drawEdges({ agency, lang })} />
          <p className="small soft">{words.notJoined}</p>
        </>
      ) : null}
      {named.length > 0 ? (
        <>
          <h3>{names.heading}</h3>
          <DrawnRegion name={names.heading} lang={lang} markup={drawNames(named, lang)} />
        </>
      ) : null}
    </section>
  );
}

function drawEdges({ agency, lang }: Props) {
  const { lineage: words } = messages(lang).agencies.profile;
  const { columns } = words;
  const link = (one: AgencyRef | null) =>
    one === null
      ? html`<span class="soft">${words.none}</span>`
      : html`<a href="${href(lang, `/agencies/${one.id}`)}">${agencyName(one, lang)}</a>`;
  const here = html`<span class="soft">${words.here}</span>`;
  const rows = agency.lineage.map((edge) => {
    const [from, to] = edge.direction === "predecessor" ? [link(edge.other), here] : [here, link(edge.other)];
    return html`<tr><th scope="row">${formatDate(edge.on, lang)}</th><td>${words.kinds[edge.kind]}</td><td>${from}</td><td>${to}</td><td>${edge.basis}</td></tr>`;
  });
  const head = [columns.date, columns.change, columns.from, columns.to, columns.basis].map(
    (name) => html`<th scope="col">${name}</th>`,
  );
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

function drawNames(names: readonly AgencyName[], lang: Language) {
  const { names: words, validWords } = messages(lang).agencies.profile;
  const { columns } = words;
  const rows = names.map(({ name, kind, validFrom, validTo }) => {
    const from = validFrom === null ? "" : formatDate(validFrom, lang);
    const to = validTo === null ? "" : formatDate(validTo, lang);
    const sentence = to === "" ? validWords.from : from === "" ? validWords.to : validWords.both;
    const years = from === "" && to === "" ? words.unknown : fill(sentence, { from, to });
    return html`<tr><th scope="row">${name}</th><td>${words.kinds[kind]}</td><td>${years}</td></tr>`;
  });
  const head = [columns.name, columns.kind, columns.years].map((name) => html`<th scope="col">${name}</th>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
