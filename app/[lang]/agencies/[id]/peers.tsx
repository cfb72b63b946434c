import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { formatCount } from "@/lib/format.ts";
import { valueWords } from "../../rank/wording.ts";
import type { PeerComparison, PeerStanding } from "./peers.ts";
import css from "./profile.module.css";

interface Props {
  readonly id: string;
  readonly comparison: PeerComparison;
  readonly catalog: Catalog;
  readonly lang: Language;
}

/** The agency among its peers: its value, its place, the median and the middle half, each a step from the whole picture. */
export function Peers({ id, comparison, catalog, lang }: Props) {
  const { group, members, year, standings } = comparison;
  const words = messages(lang).agencies.profile.peers;
  const numbers = [words.own, words.place, words.median, words.middle, words.held];
  const head = html`<th scope="col">${words.subject}</th>${numbers.map((text) => html`<th scope="col" class="number">${text}</th>`)}`;
  const rows = standings.map((standing) => drawRow({ id, standing, comparison, catalog, lang }));
  const table = html`<table class="sticky"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
  const around = { group: group.name[lang], n: formatCount(members.length, lang), year };
  return (
    <section aria-labelledby="peers" className={css.reports}>
      <h2 id="peers">{words.heading}</h2>
      <p className="small soft">{fill(words.note, around)}</p>
      <DrawnRegion name={words.heading} lang={lang} markup={table} />
      <p className="small">
        <a href={href(lang, `/compare?agencies=peers:${id}`)}>{words.compare}</a>
      </p>
    </section>
  );
}

function drawRow({ id, standing, comparison, catalog, lang }: Props & { readonly standing: PeerStanding }) {
  const { group, members, year } = comparison;
  const { subject, standings, silent } = standing;
  const words = messages(lang).agencies.profile.peers;
  const say = (value: number) => valueWords({ subject, catalog }, value, lang);
  const own = standings.ranked.find(({ entry }) => entry.agency.id === id);
  const small = standings.small.find(({ agency }) => agency.id === id);
  const { distribution } = standings;
  const held = members.length - silent.length;
  const query = `${subject.kind}=${subject.entry.id}&year=${year}&of=${id}&peers=${group.id}`;
  const value = own?.value ?? small?.value ?? null;
  const cells = [
    value === null ? words.none : say(value),
    own === undefined
      ? small === undefined
        ? words.none
        : words.small
      : fill(own.position.tied > 1 ? words.tied : words.rank, { ...own.position }),
    distribution === undefined ? words.few : say(distribution.median),
    distribution === undefined
      ? words.few
      : fill(words.between, { lower: say(distribution.lower), upper: say(distribution.upper) }),
    fill(words.of, { n: formatCount(held, lang), of: formatCount(members.length, lang) }),
  ].map((text) => html`<td class="number">${text}</td>`);
  return html`<tr><th scope="row"><a href="${href(lang, `/rank?${query}`)}">${subject.entry.name[lang]}</a></th>${cells}</tr>`;
}
