import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatRate } from "@/lib/format.ts";
import styles from "./home.module.css";
import type { Home } from "./home.ts";

interface Props {
  readonly home: Home;
  readonly lang: Language;
}

/** Four figures of the year with most reports, each with the number of agencies it covers. */
export function Figures({ home, lang }: Props) {
  const { figures } = messages(lang).home;
  const { year, received, rates, agencies, coverage } = home;
  const all = agencies.length;
  const sum = received.reduce(
    (total, { value }) => total + (value.status === "reported" ? value.amount : 0),
    0,
  );
  const address = (query: string) => href(lang, `/compare?${query}&years=${year}-${year}&chart=bar`);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{fill(figures.title, { year })}</h2>
      <ul className={styles.figures}>
        <li>
          <a href={address("indicator=requests-received")}>{figures.received}</a>
          <strong>{formatCount(sum, lang)}</strong>
          <span>{fill(figures.of, { n: received.length, all })}</span>
        </li>
        {rates.map(({ rate, numerator, denominator, agencies: n }) => (
          <li key={rate.id}>
            <a href={address(`rate=${rate.id}`)}>{rate.name[lang]}</a>
            <strong>
              {denominator === 0 ? messages(lang).frame.noCases : formatRate(numerator / denominator, lang)}
            </strong>
            <span>
              {fill(figures.fraction, {
                numerator: formatCount(numerator, lang),
                denominator: formatCount(denominator, lang),
              })}
            </span>
            <span>{fill(figures.of, { n, all })}</span>
          </li>
        ))}
      </ul>
      <p className="small soft">{fill(figures.note, { year, n: coverage.perYear[year] ?? 0 })}</p>
    </section>
  );
}
