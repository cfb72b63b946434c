import { residentNotes } from "@/app/_components/resident-notes.ts";
import { fill, type Messages, messages } from "@/app/_messages/messages.ts";
import type { Grade, Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatRate } from "@/lib/format.ts";
import { groupBy } from "@/lib/statistics/group-by.ts";
import { wordFor } from "../agencies/agency-table.ts";
import { termsOf } from "./choose-subject.ts";
import { type Entry, type Ranking, scopeOf } from "./ranking.ts";

/** Everybody with a value, ranked or not. */
export function valued({ standings }: Ranking): readonly Entry[] {
  return [...standings.ranked.map(({ entry }) => entry), ...standings.small];
}

/** "Prefecture 3, county 2" of what is mixed; empty where all are alike. */
function mixture(ids: readonly string[], word: (id: string) => string, lang: Language): string {
  const groups = [...groupBy(ids, (id) => id).entries()].toSorted((a, b) => b[1].length - a[1].length);
  if (groups.length < 2) return "";
  return groups
    .map(([id, all]) => `${word(id)} ${formatCount(all.length, lang)}`)
    .join(lang === "zh" ? "\uff0c" : ", ");
}

/** What a reader must know before drawing a conclusion, a sentence each; the same in the page and in every file. */
export function noteSentences(ranking: Ranking, lang: Language, words: Messages): string[] {
  const { catalog, subject, year, target } = ranking;
  const { notes } = words.rank;
  const { frame, agencies } = words;
  const { thresholds } = catalog;
  const entries = valued(ranking);
  const sentences: string[] = [];
  if (subject.kind === "rate") {
    sentences.push(fill(notes.formula, { formula: subject.entry.formula[lang] }), subject.entry.caveat[lang]);
    const least = Math.max(thresholds.rate, subject.entry.least ?? 0);
    sentences.push(
      fill(notes.thresholds, {
        rate: least,
        rank: Math.max(thresholds.rank, least),
        interval: thresholds.interval,
      }),
    );
    if (subject.entry.residents) {
      const regions = entries.map(({ agency }) => agency.region);
      sentences.push(...residentNotes(catalog, { regions, years: [year] }, lang));
    }
  } else {
    if (subject.entry.definition) sentences.push(subject.entry.definition[lang]);
    if (subject.entry.caveat) sentences.push(subject.entry.caveat[lang]);
  }
  sentences.push(notes.order);
  const levels = mixture(
    entries.map(({ agency }) => agency.level ?? ""),
    (id) => wordFor(agencies.levels, id === "" ? null : id, agencies.unknown),
    lang,
  );
  if (levels !== "") sentences.push(fill(notes.levels, { levels }));
  const scopes = mixture(
    entries.flatMap(({ figure }) => scopeOf(figure) ?? []),
    (id) => frame.scope[id as keyof typeof frame.scope],
    lang,
  );
  if (scopes !== "") sentences.push(fill(notes.scopes, { scopes }));
  for (const [key, own] of groupBy(
    entries,
    ({ figure }) => `${figure.edition ?? ""} ${figure.grade ?? ""}`,
  )) {
    const [edition = "", grade = ""] = key.split(" ");
    const name = catalog.editions.find(({ id }) => id === edition)?.name[lang] ?? notes.severalForms;
    const graded = frame.grade[(grade || "exact") as Grade];
    sentences.push(fill(notes.edition, { edition: name, n: formatCount(own.length, lang), grade: graded }));
  }
  const groups = catalog.indicators
    .filter(({ id }) => termsOf(subject).includes(id))
    .map(({ group }) => group);
  for (const entry of catalog.breaks) {
    if (entry.year !== year || !entry.groups.some((group) => groups.includes(group))) continue;
    sentences.push(fill(notes.break, { name: entry.name[lang], date: entry.date, note: entry.note[lang] }));
  }
  if (target && entries.filter(({ place }) => place !== null).length > 1) {
    const [inner, outer] = thresholds.limits.map((limit) => formatRate(limit, lang));
    sentences.push(fill(notes.funnel, { inner: inner ?? "", outer: outer ?? "" }));
  }
  sentences.push(notes.quartiles);
  return sentences;
}

/** The same under the table. */
export function Notes({ ranking, lang }: { readonly ranking: Ranking; readonly lang: Language }) {
  const words = messages(lang);
  return (
    <section className="notes" aria-labelledby="notes">
      <h2 id="notes">{words.rank.notes.title}</h2>
      <ul>
        {noteSentences(ranking, lang, words).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
