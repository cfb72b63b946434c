import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import { Downloads } from "@/app/_components/list-navigation.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { KindCounts } from "@/lib/differences/prose.ts";
import { formatCount, formatRate } from "@/lib/format.ts";
import type { At } from "./at.ts";
import { drawProse } from "./prose-rows.ts";
import css from "./versions.module.css";
import type { YearsOfProse } from "./versions.ts";

/** Below this no rate is worked out, as everywhere. */
const LEAST_FOR_RATE = 10;

interface Props {
  readonly at: At;
  readonly years: YearsOfProse;
}

/** The prose of two years side by side, with what was taken over marked. */
export function ProseOfYears({ at, years }: Props) {
  const { path, scope, lang } = at;
  const words = messages(lang).versions.text;
  const { before, after, comparison } = years;
  if (!before)
    return (
      <section aria-labelledby="text">
        <h2 id="text">{words.headingNone}</h2>
        <Choice at={at} years={years} />
        <p className="note">
          {at.search.against === undefined ? words.none : fill(words.unknown, { year: at.search.against })}
        </p>
      </section>
    );
  const names = { before: before.year, after: after.year };
  return (
    <section aria-labelledby="text">
      <h2 id="text">{fill(words.heading, names)}</h2>
      <Choice at={at} years={years} />
      {comparison ? (
        <>
          <p className="soft small">{fill(words.intro, names)}</p>
          <Summary counts={comparison.counts} names={names} lang={lang} />
          {comparison.cut > 0 ? (
            <p className="note warning">{fill(words.cut, { n: comparison.cut })}</p>
          ) : null}
          <p className={`small ${css.marks}`}>
            {words.marks}:{" "}
            {(["same", "figures", "similar", "own"] as const).map((kind) => (
              <span key={kind} data-kind={kind}>
                {words.kinds[kind]}
              </span>
            ))}
          </p>
          <DrawnMarkup
            className={css.prose}
            markup={drawProse(comparison.rows, { before, after }, lang).markup}
          />
          <Downloads
            name={words.downloads}
            path={`${path}/text`}
            query={queryOf({ scope, against: before.year })}
            lang={lang}
          />
        </>
      ) : (
        <p className="note">{before.document === after.document ? words.sameFile : words.notHeld}</p>
      )}
    </section>
  );
}

interface SummaryProps {
  readonly counts: KindCounts;
  readonly names: { readonly before: number; readonly after: number };
  readonly lang: Language;
}

function Summary({ counts, names, lang }: SummaryProps) {
  const words = messages(lang).versions.text;
  const { same, figures, similar, own } = counts;
  const n = same + figures + similar + own;
  const told = (count: number) => formatCount(count, lang);
  const parts = {
    n: told(n),
    same: told(same),
    figures: told(figures),
    similar: told(similar),
    own: told(own),
  };
  const k = same + figures;
  return (
    <p>
      {fill(words.counts, { ...names, ...parts })}{" "}
      <strong>
        {n < LEAST_FOR_RATE
          ? words.few
          : fill(words.share, { share: formatRate(k / n, lang), k: told(k), n: told(n) })}
      </strong>
    </p>
  );
}

function Choice({ at, years }: Props) {
  const { path, scope, search, lang } = at;
  const words = messages(lang).versions.text;
  if (years.years.length < 2 && years.before) return null;
  if (years.years.length === 0) return null;
  return (
    <form className="panel row" action={`${href(lang, path)}#text`} aria-label={words.against}>
      <input type="hidden" name="scope" value={scope} />
      {(["from", "to"] as const).map((name) =>
        search[name] === undefined ? null : (
          <input key={name} type="hidden" name={name} value={search[name]} />
        ),
      )}
      <ChoiceField
        name="against"
        label={words.against}
        options={years.years.map((year) => [String(year), fill(words.year, { year })] as const)}
        chosen={years.before && String(years.before.year)}
      />
      <button type="submit">{words.submit}</button>
    </form>
  );
}
