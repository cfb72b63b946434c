import { href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Subject } from "./find-subject.ts";
import css from "./indicator.module.css";

interface Props {
  readonly catalog: Catalog;
  readonly subject: Subject;
  readonly lang: Language;
}

/** What a figure means: definition and basis of an indicator, formula of a rate, parts of a composition. */
export function Definition({ catalog, subject, lang }: Props) {
  const { indicators } = messages(lang);
  const words = indicators.page;
  const names = new Map(catalog.indicators.map(({ id, name }) => [id, name[lang]]));
  const list = (ids: readonly string[]) => (
    <ul className="plain">
      {ids.map((id) => (
        <li key={id}>
          <a href={href(lang, `/indicators/${id}`)}>{names.get(id) ?? id}</a>
        </li>
      ))}
    </ul>
  );
  const { kind, entry } = subject;
  const rows: { term: string; text: React.ReactNode }[] = [];
  if (kind === "indicator") {
    const unit = catalog.units.find(({ id }) => id === entry.unit);
    const group = catalog.groups.find(({ id }) => id === entry.group);
    rows.push({ term: words.definition, text: entry.definition?.[lang] ?? words.definitionNone });
    if (entry.basis) rows.push({ term: words.basis, text: entry.basis[lang] });
    rows.push({ term: words.group, text: group?.name[lang] });
    rows.push({ term: words.unit, text: unit?.name[lang] });
    rows.push({ term: words.measure, text: words.measures[entry.measure] });
    if (entry.caveat) rows.push({ term: words.caveat, text: entry.caveat[lang] });
    const rates = catalog.rates.filter((rate) => [...rate.numerator, ...rate.denominator].includes(entry.id));
    const compositions = catalog.compositions.filter((whole) =>
      [...whole.parts, whole.whole].includes(entry.id),
    );
    if (rates.length + compositions.length > 0) {
      const links = [...rates, ...compositions].map((one) => (
        <a key={one.id} href={href(lang, `/indicators/${one.id}`)}>
          {one.name[lang]}
        </a>
      ));
      rows.push({ term: words.related, text: <span className="actions">{links}</span> });
    }
  } else if (kind === "rate") {
    const member = catalog.members.find(({ id }) => id === entry.numeratorMember);
    rows.push({ term: indicators.formula, text: <strong>{entry.formula[lang]}</strong> });
    rows.push({ term: words.numerator, text: list(entry.numerator) });
    if (member && member.id !== "total") {
      rows.push({ term: words.member, text: member.name[lang] });
    }
    rows.push({
      term: words.denominator,
      text: entry.residents ? words.residents : list(entry.denominator),
    });
    if (entry.unit) rows.push({ term: words.unit, text: entry.unit[lang] });
    const variants = catalog.rates.filter(
      (rate) => rate.family !== undefined && rate.family === entry.family,
    );
    if (variants.length > 1) {
      rows.push({
        term: words.variants,
        text: (
          <span className="actions">
            {variants.map(({ id, name, variant }) => (
              <a
                key={id}
                href={href(lang, `/indicators/${id}`)}
                aria-current={id === entry.id ? "true" : undefined}
              >
                {`${name[lang]} (${variant?.[lang]})`}
              </a>
            ))}
          </span>
        ),
      });
    }
    rows.push({ term: words.caveat, text: entry.caveat[lang] });
  } else {
    rows.push({ term: words.definition, text: entry.description[lang] });
    rows.push({ term: indicators.parts, text: list(entry.parts) });
    rows.push({ term: indicators.whole, text: list([entry.whole]) });
  }
  rows.push({ term: words.id, text: <code>{entry.id}</code> });
  return (
    <dl className={css.definition}>
      {rows.map(({ term, text }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
