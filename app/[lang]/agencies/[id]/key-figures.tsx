import { sourceAddress } from "@/app/_components/source-address.ts";
import { ValueText } from "@/app/_components/value.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatAmount, formatRate } from "@/lib/format.ts";
import type { Figure } from "@/lib/views.ts";
import css from "./profile.module.css";
import { figureAt, KEY_INDICATORS, KEY_RATE, type Profile } from "./profile.ts";
import { changeOn, type YearChange } from "./year-change.ts";

interface Props {
  readonly profile: Profile;
  readonly year: number;
  readonly lang: Language;
}

/** The main figures of a year, each with its change on the year before or the reason for none. */
export function KeyFigures({ profile, year, lang }: Props) {
  const { agencies, frame } = messages(lang);
  const words = agencies.profile;
  const { catalog } = profile;
  const units = new Map(catalog.units.map((unit) => [unit.id, unit]));
  const scaleOf = (unit: string) => units.get(unit) ?? { scale: 1 };
  const sentence = (change: YearChange): string => {
    switch (change.kind) {
      case "amount": {
        const n = formatAmount(Math.abs(change.amount), scaleOf(change.unit), lang);
        return change.amount === 0 ? words.same : fill(change.amount > 0 ? words.more : words.less, { n });
      }
      case "not-held":
        return fill(words.noChange.absent, { year: year - 1 });
      case "now":
        return fill(words.noChange.now, { status: frame.status[change.status] });
      case "before":
        return fill(words.noChange.missing, { year: year - 1, status: frame.status[change.status] });
      case "scope":
        return fill(words.noChange.scope, {
          before: frame.scope[change.before],
          after: frame.scope[change.after],
        });
      case "grade":
        return fill(words.noChange.grade, { year: year - 1, grade: frame.grade[change.grade] });
    }
  };
  const tile = (figure: Figure) => {
    const indicator = catalog.indicators.find(({ id }) => id === figure.indicator);
    const before = figureAt(profile, figure.indicator, year - 1);
    const change: YearChange = before ? changeOn(before, figure) : { kind: "not-held" };
    const reported = figure.value.status === "reported";
    const value = <ValueText value={figure.value} unit={scaleOf(figure.unit)} lang={lang} />;
    return (
      <div key={figure.indicator} className={css.tile}>
        <dt>
          <a href={href(lang, `/indicators/${figure.indicator}`)}>
            {indicator?.name[lang] ?? figure.indicator}
          </a>
        </dt>
        <dd className={css.value}>
          {figure.cells.length > 0 ? (
            <a href={sourceAddress(figure.agency, year, figure.cells, { lang })}>{value}</a>
          ) : (
            value
          )}
          {reported ? <span className={css.unit}> {units.get(figure.unit)?.name[lang]}</span> : null}
        </dd>
        <dd className={css.change}>
          {sentence(change)}
          {change.kind === "amount" ? ` (${fill(words.change, { year: year - 1 })})` : ""}
        </dd>
      </div>
    );
  };
  const rate = profile.rates.find((entry) => entry.year === year);
  const declared = catalog.rates.find(({ id }) => id === KEY_RATE);
  const figures = KEY_INDICATORS.flatMap((id) => figureAt(profile, id, year) ?? []);
  // A figure that this year's form does not ask for is no key figure of the year.
  const asked = figures.filter((figure) => figure.value.status !== "absent");
  return (
    <section aria-labelledby="key">
      <h2 id="key">{fill(words.key, { year })}</h2>
      <p className="soft small">{words.keyNote}</p>
      <dl className={css.tiles}>
        {asked.map(tile)}
        {rate && rate.value !== null && declared ? (
          <div className={css.tile}>
            <dt>
              <a href={href(lang, `/indicators/${KEY_RATE}`)}>{declared.name[lang]}</a>
            </dt>
            <dd className={css.value}>{formatRate(rate.value, lang)}</dd>
            <dd className={css.change}>
              <ValueText value={rate.numerator} unit={{ scale: 1 }} lang={lang} /> /{" "}
              <ValueText value={rate.denominator} unit={{ scale: 1 }} lang={lang} />
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
