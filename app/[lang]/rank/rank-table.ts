import { agencyName } from "@/app/_components/agency-name.ts";
import { type CellWords, marks, scaleOf, statusWord } from "@/app/_components/figure-cells.ts";
import { sourceAddress } from "@/app/_components/source-address.ts";
import { lengthClass } from "@/app/_components/table-length.ts";
import { noRate } from "@/app/_components/trend-table.ts";
import { fill, href, type Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount, formatCount, formatRate, formatRateValue } from "@/lib/format.ts";
import type { Position } from "@/lib/statistics/distribution.ts";
import type { FigureFailure } from "@/lib/views.ts";
import { pathOf } from "./address.ts";
import { isMarked } from "./charts.ts";
import { type Entry, isRate, type Ranking, scopeOf } from "./ranking.ts";
import type { SORTS } from "./search-params.ts";

type Sort = (typeof SORTS)[number];

/** In which order a column is sorted by the first click on its head. */
const FIRST: Readonly<Record<Sort, "asc" | "desc">> = { value: "desc", name: "asc", cases: "desc" };

const NAMES: Readonly<Record<Language, Intl.Collator>> = {
  zh: new Intl.Collator("zh-CN-u-co-pinyin"),
  en: new Intl.Collator("en"),
};

interface Row {
  readonly entry: Entry;
  readonly position: Position | null;
}

function sorted(rows: readonly Row[], { search }: Ranking, lang: Language): Row[] {
  const sort = search.sort ?? "value";
  const sign = (search.order ?? FIRST[sort]) === "asc" ? 1 : -1;
  const name = ({ entry }: Row) => agencyName(entry.agency, lang);
  const number = ({ entry }: Row) => (sort === "cases" ? entry.cases : entry.value) ?? -1;
  return rows.toSorted((a, b) =>
    sort === "name" ? sign * NAMES[lang].compare(name(a), name(b)) : sign * (number(a) - number(b)),
  );
}

/** A head that sorts by its column, and by the other way when it is sorted by it already. */
function sortHead(ranking: Ranking, sort: Sort, name: string, lang: Language): Markup {
  const { search } = ranking;
  const chosen = (search.sort ?? "value") === sort;
  const order = search.order ?? FIRST[sort];
  const next = chosen ? (order === "asc" ? "desc" : "asc") : FIRST[sort];
  const address = `${href(lang, pathOf(ranking, { sort, order: next === FIRST[sort] ? undefined : next }))}#table`;
  const aria = chosen && html` aria-sort="${order === "asc" ? "ascending" : "descending"}"`;
  const sign = chosen && html`<span aria-hidden="true"> ${order === "asc" ? "↑" : "↓"}</span>`;
  return html`<th scope="col"${aria}><a href="${address}">${name}</a>${sign}</th>`;
}

/** Who is ranked, then who is not for want of cases; the order of both is that of the address. */
export function drawRanking(ranking: Ranking, words: CellWords, { rank }: Messages): Markup {
  const { standings, subject, catalog } = ranking;
  const { lang } = words;
  const { table } = rank;
  const rates = subject.kind === "rate";
  const plain = (name: string) => html`<th scope="col">${name}</th>`;
  const entries = [...standings.ranked.map(({ entry }) => entry), ...standings.small];
  const intervals = entries.some((entry) => intervalWords(entry, ranking, lang) !== "");
  const valueName = rates ? (subject.entry.unit?.[lang] ?? table.rate) : table.value;
  const head = [
    plain(table.position),
    sortHead(ranking, "name", table.agency, lang),
    sortHead(ranking, "value", valueName, lang),
    ...(rates
      ? [
          ...(intervals ? [plain(table.interval)] : []),
          sortHead(ranking, "cases", table.cases, lang),
          plain(table.place),
        ]
      : []),
  ];
  const body = (rows: readonly Row[]) =>
    sorted(rows, ranking, lang).map((row) => drawRow(row, ranking, words, rank, intervals));
  const ranked = body(standings.ranked.map(({ entry, position }) => ({ entry, position })));
  const small = body(standings.small.map((entry) => ({ entry, position: null })));
  const least = Math.max(catalog.thresholds.rank, rates ? (subject.entry.least ?? 0) : 0);
  const between =
    small.length > 0 &&
    html`<tbody class="unranked"><tr><th scope="rowgroup" colspan="${head.length}">${fill(table.unranked, { n: formatCount(small.length, lang), least })}</th></tr>${small}</tbody>`;
  return html`<table id="places" class="numbers${lengthClass(entries.length)}"><thead><tr>${head}</tr></thead><tbody>${ranked}</tbody>${between}</table>`;
}

function drawRow(
  { entry, position }: Row,
  ranking: Ranking,
  words: CellWords,
  { table }: Messages["rank"],
  intervals: boolean,
): Markup {
  const { lang } = words;
  const { agency, figure } = entry;
  const place =
    position === null
      ? html`<span class="status" title="${table.notRanked}">–</span>`
      : html`${position.rank}${position.tied > 1 && html`<span class="mark" title="${fill(table.tied, { n: position.tied })}">＝</span>`}`;
  const own = agency.id === ranking.of?.id && html` class="own" aria-current="true"`;
  const name = html`<a href="${href(lang, `/agencies/${agency.id}`)}">${agencyName(agency, lang)}</a>`;
  const rest = isRate(figure)
    ? html`${intervals && html`<td>${intervalWords(entry, ranking, lang)}</td>`}<td>${entry.cases === null ? "" : formatCount(entry.cases, lang)}</td><td>${entry.place === null ? "" : table.places[entry.place]}</td>`
    : html``;
  return html`<tr${own}><td>${place}</td><th scope="row">${name}</th>${valueCell(entry, ranking, words)}${rest}</tr>`;
}

/** Of proportions on few cases. */
function intervalWords({ figure, cases }: Entry, { catalog }: Ranking, lang: Language): string {
  if (!isRate(figure) || figure.interval === null || cases === null || cases >= catalog.thresholds.interval) {
    return "";
  }
  const { low, high } = figure.interval;
  return `${formatRate(low, lang)}–${formatRate(high, lang)}`;
}

function valueCell(entry: Entry, { subject }: Ranking, words: CellWords): Markup {
  const { figure, agency, value } = entry;
  const { lang } = words;
  const failures: readonly FigureFailure[] = isRate(figure)
    ? figure.parts.flatMap((part) => part.failures)
    : figure.failures;
  const signs = marks(figure.grade, isMarked(entry), words, failures[0]);
  const cells = isRate(figure) ? figure.parts.flatMap((part) => part.cells) : figure.cells;
  const address = sourceAddress(agency.id, figure.year, cells, words);
  if (!isRate(figure) || subject.kind !== "rate") {
    const text = value === null ? "" : formatAmount(value, scaleOf(words.unit, words), lang);
    return html`<td><a href="${address}">${text}</a>${signs}</td>`;
  }
  const body =
    value === null ? noRate(figure.reason, words) : html`${formatRateValue(value, subject.entry, lang)}`;
  const { numerator, denominator } = figure;
  if (numerator.status !== "reported" || denominator.status !== "reported") return html`<td>${body}</td>`;
  const fraction = `${formatCount(numerator.amount, lang)} / ${formatCount(denominator.amount, lang)}`;
  return html`<td>${body}${value !== null && signs}<a class="fraction" href="${address}">${fraction}</a></td>`;
}

/** More agencies without a report than this are folded away. */
const MOST_UNHELD = 24;

/** Agencies of the group without the figure: those whose report lacks it, each with the reason, then those without a report. */
export function drawSilent({ silent }: Ranking, words: CellWords, { rank }: Messages): Markup {
  const { lang } = words;
  const list = (entries: readonly Entry[]) =>
    entries.length > 0 &&
    html`<ul>${entries.map(({ agency, figure }) => html`<li><a href="${href(lang, `/agencies/${agency.id}`)}">${agencyName(agency, lang)}</a> ${silence(figure, words, rank)}</li>`)}</ul>`;
  const unheld = silent.filter(({ figure }) => scopeOf(figure) === null);
  const held = list(silent.filter(({ figure }) => scopeOf(figure) !== null));
  if (unheld.length <= MOST_UNHELD) return html`${held}${list(unheld)}`;
  const folded = fill(rank.silent.folded, { n: formatCount(unheld.length, lang) });
  return html`${held}<details><summary>${folded}</summary>${list(unheld)}</details>`;
}

/** Why there is no figure. */
function silence(figure: Entry["figure"], words: CellWords, { silent }: Messages["rank"]): Markup {
  if (scopeOf(figure) === null) return html`<span class="status">${silent.notHeld}</span>`;
  if (isRate(figure)) return noRate(figure.reason, words);
  const { status } = figure.value;
  return status === "reported"
    ? html`<span class="status">${words.table.otherUnit}</span>`
    : statusWord(status, words);
}
