import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, type Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatAmount, formatCount, formatRateValue } from "@/lib/format.ts";
import { wordFor } from "../agencies/agency-table.ts";
import type { GroupChoice, Shared } from "./choose-group.ts";
import type { Ranking } from "./ranking.ts";

/** A value of what is ranked as it is read, with its unit. */
export function valueWords(
  { subject, catalog }: Pick<Ranking, "subject" | "catalog">,
  value: number,
  lang: Language,
): string {
  if (subject.kind === "rate") {
    const words = formatRateValue(value, subject.entry, lang);
    const unit = subject.entry.unit?.[lang];
    if (unit === undefined) return words;
    return lang === "zh" ? `${unit} ${words}` : `${words} ${unit}`;
  }
  const unit = catalog.units.find(({ id }) => id === subject.entry.unit);
  return `${formatAmount(value, unit ?? { scale: 1 }, lang)} ${unit?.name[lang] ?? ""}`.trim();
}

function sharedWords({ kind, level, region }: Shared, lang: Language, { rank, agencies }: Messages): string {
  const parts = [
    level === undefined ? "" : wordFor(agencies.levels, level, agencies.unknown),
    kind === undefined ? "" : wordFor(agencies.kinds, kind, agencies.unknown),
    region === undefined ? "" : fill(rank.group.region, { region }),
  ].filter((part) => part !== "");
  return parts.length === 0 ? rank.group.all : parts.join(lang === "zh" ? "\u00b7" : ", ");
}

export function choiceWords({ peers, shared = {} }: GroupChoice, lang: Language, words: Messages): string {
  return peers ? peers.name[lang] : sharedWords(shared, lang, words);
}

/** "Same kind and level as Suqian", or what the agencies share. */
export function groupWords({ group, of }: Ranking, lang: Language, words: Messages): string {
  if (of === undefined || group.peers === null) return sharedWords(group.shared, lang, words);
  if (group.peers.criteria.length === 0) return words.rank.group.all;
  const { around } = words.rank.group;
  return fill(around, { agency: agencyName(of, lang), group: group.peers.name[lang] });
}

/** "Disclosure rate, 2024: same kind and level as Suqian (13 agencies)". */
export function headline(ranking: Ranking, lang: Language, words: Messages): string {
  const { subject, year, group } = ranking;
  return fill(words.rank.headline, {
    subject: subject.entry.name[lang],
    year,
    group: groupWords(ranking, lang, words),
    n: formatCount(group.members.length, lang),
  });
}

/** What the page says in a few sentences, for those who hear it and for those in a hurry. */
export function summaryOf(ranking: Ranking, lang: Language, words: Messages): string[] {
  const { standings, silent, group, of, catalog } = ranking;
  const { summary } = words.rank;
  const say = (value: number) => valueWords(ranking, value, lang);
  const { ranked, small, distribution } = standings;
  const counts = {
    n: formatCount(ranked.length + small.length, lang),
    of: formatCount(group.members.length, lang),
    ranked: formatCount(ranked.length, lang),
    silent: formatCount(silent.length, lang),
  };
  const sentences = [fill(summary.counts, counts)];
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (distribution) {
    sentences.push(
      fill(summary.middle, {
        median: say(distribution.median),
        lower: say(distribution.lower),
        upper: say(distribution.upper),
      }),
    );
  } else if (ranked.length > 0) sentences.push(fill(summary.few, { n: catalog.thresholds.quartiles }));
  if (first && last && ranked.length > 1) {
    sentences.push(
      fill(summary.ends, {
        first: agencyName(first.entry.agency, lang),
        most: say(first.value),
        last: agencyName(last.entry.agency, lang),
        least: say(last.value),
      }),
    );
  }
  if (of) sentences.push(subjectSentence(ranking, agencyName(of, lang), say, words));
  return sentences;
}

function subjectSentence(
  { standings, of }: Ranking,
  agency: string,
  say: (value: number) => string,
  { rank }: Messages,
): string {
  const own = standings.ranked.find(({ entry }) => entry.agency.id === of?.id);
  if (own) {
    const { position, value } = own;
    const words = { agency, value: say(value), rank: position.rank, of: position.of, tied: position.tied };
    return fill(position.tied > 1 ? rank.summary.ownTied : rank.summary.own, words);
  }
  const small = standings.small.some((entry) => entry.agency.id === of?.id);
  return fill(small ? rank.summary.ownSmall : rank.summary.ownSilent, { agency });
}

/** What all have together: pooled, with n of N and what was left out. */
export function togetherWords(
  ranking: Ranking,
  lang: Language,
  { rank, frame }: Messages,
): string | undefined {
  const { together, subject } = ranking;
  if (together.value === null) return undefined;
  const omitted = new Map<string, number>();
  for (const { reason } of together.leftOut) omitted.set(reason, (omitted.get(reason) ?? 0) + 1);
  const left = [...omitted].map(([reason, n]) =>
    fill(rank.together.reasons[reason as keyof typeof rank.together.reasons], { n: formatCount(n, lang) }),
  );
  const value = valueWords(ranking, together.value, lang);
  const scope = together.scope === null ? "" : frame.scope[together.scope];
  const said = fill(subject.kind === "rate" ? rank.together.rate : rank.together.sum, {
    value,
    numerator: together.numerator === null ? "" : formatCount(together.numerator, lang),
    denominator: together.denominator === null ? "" : formatCount(together.denominator, lang),
    n: formatCount(together.n, lang),
    of: formatCount(together.of, lang),
    scope,
  });
  if (left.length === 0) return said;
  const rest = fill(rank.together.left, { left: left.join(rank.together.separator) });
  return lang === "zh" ? said + rest : `${said} ${rest}`;
}
