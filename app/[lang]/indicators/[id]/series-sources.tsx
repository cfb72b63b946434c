import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Indicator, Language } from "@/lib/catalog/schema.ts";
import css from "./indicator.module.css";
import { listPrintedPlaces } from "./printed-labels.ts";
import { PrintedPlaces } from "./printed-places.tsx";

interface Props {
  readonly catalog: Catalog;
  readonly indicator: Indicator;
  readonly lang: Language;
}

/** From which cells of each form the figure comes, and how well it compares with the newest form. */
export function SeriesSources({ catalog, indicator, lang }: Props) {
  const { indicators, frame } = messages(lang);
  const words = indicators.page;
  return (
    <section aria-labelledby="series">
      <h2 id="series">{words.series}</h2>
      <p className="soft small">{words.seriesIntro}</p>
      <ScrollRegion name={words.series} lang={lang} className={css.sources}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.edition}</th>
              <th scope="col">{words.terms}</th>
              <th scope="col">{words.grade}</th>
            </tr>
          </thead>
          <tbody>
            {catalog.editions.map((edition) => {
              const series = indicator.series.find((entry) => entry.edition === edition.id);
              const years =
                edition.lastYear === null
                  ? fill(words.onwards, { first: edition.firstYear })
                  : fill(words.span, { first: edition.firstYear, last: edition.lastYear });
              return (
                <tr key={edition.id}>
                  <th scope="row">
                    {edition.name[lang]} <small className="soft">{years}</small>
                  </th>
                  {series ? (
                    <>
                      <td>
                        <PrintedPlaces
                          places={listPrintedPlaces(edition, series.terms)}
                          own={indicator.id}
                          lang={lang}
                        />
                      </td>
                      <td>
                        {frame.grade[series.grade]}
                        {series.note ? (
                          <small className={`soft ${css.note}`}>{series.note[lang]}</small>
                        ) : null}
                      </td>
                    </>
                  ) : (
                    <td colSpan={2} className="soft">
                      {words.noSeries}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
