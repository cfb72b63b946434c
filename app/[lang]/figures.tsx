import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatAmount, formatCount, formatRate } from "@/lib/format.ts";
import type { Addend } from "@/lib/statistics/addends.ts";
import type { PooledRate, PooledSum } from "@/lib/statistics/pool.ts";
import { wordFor } from "./agencies/agency-table.ts";
import { MOST_AGENCIES } from "./compare/search-params.ts";
import styles from "./home.module.css";
import type { Home } from "./home.ts";

interface Props {
  readonly home: Home;
  readonly lang: Language;
}

/** Four figures of the latest well-held year, each with the agencies it covers: of one scope and level, none within another. */
export function Figures({ home, lang }: Props) {
  const words = messages(lang);
  const { figures } = words.home;
  const { year, received, rates, coverage } = home;
  const unit = home.catalog.units.find(({ id }) => id === "case") ?? { scale: 1 };
  const address = (query: string, { leftOut }: Pick<PooledSum<Addend>, "leftOut">) => {
    const out = new Set(leftOut.map(({ addend }) => addend.agency));
    const counted = home.agencies.flatMap(({ id }) => (out.has(id) ? [] : id));
    const chosen = counted.length > MOST_AGENCIES ? "" : `agencies=${counted.join(",")}&`;
    return href(lang, `/compare?${chosen}${query}&years=${year}-${year}&chart=bar`);
  };
  const covered = ({ n, of, basis }: Pick<PooledSum<Addend>, "n" | "of" | "basis">) =>
    basis === null
      ? fill(figures.none, { all: of })
      : fill(figures.of, {
          ...{ n, all: of },
          scope: words.frame.scope[basis.scope],
          level: wordFor(words.agencies.levels, basis.level, words.agencies.unknown).toLowerCase(),
        });
  const most = Math.max(...Object.values(coverage.perYear));
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{fill(figures.title, { year })}</h2>
      <ul className={styles.figures}>
        <li>
          <a href={address("indicator=requests-received", received)}>{figures.received}</a>
          <strong>{received.amount === null ? "–" : formatAmount(received.amount, unit, lang)}</strong>
          <span>{covered(received)}</span>
        </li>
        {rates.map(({ rate, pooled }) => (
          <li key={rate.id}>
            <a href={address(`rate=${rate.id}`, pooled)}>{rate.name[lang]}</a>
            <strong>{rateWords(pooled, lang)}</strong>
            {pooled.basis !== null && (
              <span>
                {fill(figures.fraction, {
                  numerator: formatCount(pooled.numerator, lang),
                  denominator: formatCount(pooled.denominator, lang),
                })}
              </span>
            )}
            <span>{covered(pooled)}</span>
          </li>
        ))}
      </ul>
      <p className="small soft">{fill(figures.note, { year, n: coverage.perYear[year] ?? 0, most })}</p>
    </section>
  );
}

/** Where no agency gives the figure there is no rate, which is another thing than a rate without cases. */
function rateWords({ basis, value }: PooledRate<Addend>, lang: Language): string {
  if (basis === null) return "–";
  return value === null ? messages(lang).frame.noCases : formatRate(value, lang);
}
