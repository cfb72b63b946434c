import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { RegionTree } from "@/db/queries/region-tree.ts";
import { getProvinceTiles } from "@/lib/catalog/province-tiles.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import css from "./tiles.module.css";

/** The provinces as squares, each with how many of its agencies' newest reports are held, leading to its page. */
export function ProvinceTiles({ tree, lang }: { readonly tree: RegionTree; readonly lang: Language }) {
  const { tiles } = messages(lang).agencies;
  const { note, tiles: declared } = getProvinceTiles();
  const year = tree.latestYear ?? "";
  return (
    <section aria-labelledby="provinces">
      <h2 id="provinces">{fill(tiles.heading, { year })}</h2>
      <ul className={css.tiles}>
        {declared.map(({ code, column, row, name, letters }) => {
          const { standing = 0, latest = 0 } = tree.nodes.get(code)?.tally ?? {};
          const share = standing > 0 ? latest / standing : 0;
          // A single report of many is seen, too.
          const filled = latest > 0 ? Math.max(8, Math.round(share * 100)) : 0;
          const counts = { n: formatCount(latest, lang), total: formatCount(standing, lang) };
          return (
            <li key={code} style={{ gridColumn: column, gridRow: row }}>
              <a
                href={href(lang, `/regions/${code}`)}
                className={latest > 0 ? css.some : undefined}
                style={{ "--filled": `${filled}%` } as React.CSSProperties}
                title={fill(tiles.tile, { name: name[lang], year, ...counts })}
              >
                <span className={css.name}>{name[lang]}</span>
                {lang === "en" ? (
                  <span className={css.letters} aria-hidden="true">
                    {letters}
                  </span>
                ) : null}
                <span className={css.count}>{standing === 0 ? tiles.none : fill(tiles.count, counts)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <p className="small soft">
        {fill(tiles.note, { year })} {note[lang]}
      </p>
    </section>
  );
}
