import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import styles from "./home.module.css";
import type { Home } from "./home.ts";

/** Comparisons worth opening, by subject: compositions in both ways, indicators and rates. */
const READY = {
  disclosure: {
    indicators: [
      "normative-documents-issued",
      "rules-issued",
      "licensing-decisions",
      "penalty-decisions",
      "compulsion-decisions",
      "fees-charged",
      "items-disclosed",
    ],
    rates: [],
    compositions: [],
  },
  requests: {
    indicators: [],
    rates: ["disclosure-rate", "denial-rate"],
    compositions: ["request-outcomes", "denial-grounds"],
  },
  reconsideration: {
    indicators: ["reconsideration-total"],
    rates: ["reconsideration-correction-rate"],
    compositions: ["reconsideration-outcomes"],
  },
  litigation: {
    indicators: ["litigation-total"],
    rates: ["litigation-loss-rate"],
    compositions: ["litigation-outcomes"],
  },
} as const;

interface Entry {
  readonly path: string;
  readonly name: string;
}

function entries(catalog: Catalog, subject: keyof typeof READY, lang: Language): Entry[] {
  const { ready } = messages(lang).home;
  const { indicators, rates, compositions } = READY[subject];
  const named = (known: readonly { id: string; name: { zh: string; en: string } }[], id: string) =>
    known.find((entry) => entry.id === id)?.name[lang] ?? id;
  return [
    ...compositions.flatMap((id) =>
      (["share", "absolute"] as const).map((mode) => ({
        path: `/compare?composition=${id}&mode=${mode}`,
        name: fill(ready[mode], { name: named(catalog.compositions, id) }),
      })),
    ),
    ...rates.map((id) => ({ path: `/compare?rate=${id}`, name: named(catalog.rates, id) })),
    ...indicators.map((id) => ({
      path: `/compare?indicator=${id}`,
      name: fill(ready.since, { name: named(catalog.indicators, id), editions: editionsOf(catalog, id) }),
    })),
  ];
}

/** Years in which forms have the indicator: `2021–`, `2014–2018`. */
function editionsOf(catalog: Catalog, id: string): string {
  const ids = catalog.indicators.find((entry) => entry.id === id)?.series.map(({ edition }) => edition) ?? [];
  const editions = catalog.editions.filter((edition) => ids.includes(edition.id));
  const first = Math.min(...editions.map(({ firstYear }) => firstYear));
  const open = editions.some(({ lastYear }) => lastYear === null);
  return `${first}–${open ? "" : Math.max(...editions.map(({ lastYear }) => lastYear ?? 0))}`;
}

export function Ready({ home, lang }: { readonly home: Home; readonly lang: Language }) {
  const { ready } = messages(lang).home;
  return (
    <section aria-labelledby="ready">
      <h2 id="ready">{ready.title}</h2>
      <div className={styles.ready}>
        {(["disclosure", "requests", "reconsideration", "litigation"] as const).map((subject) => (
          <div key={subject}>
            <h3>{ready[subject]}</h3>
            <ul>
              {entries(home.catalog, subject, lang).map(({ path, name }) => (
                <li key={path}>
                  <a href={href(lang, path)}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
