import { href } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import css from "./indicator.module.css";
import type { PrintedPlace } from "./printed-labels.ts";

interface Props {
  readonly places: readonly PrintedPlace[];
  /** The indicator of the page: its own cells are not linked. */
  readonly own: string;
  readonly lang: Language;
}

/** Labels as printed, under the path that leads to them; other indicators are links. */
export function PrintedPlaces({ places, own, lang }: Props) {
  return places.map(({ path, cells }) => {
    const words = path.map((label) => label[lang]).join(" › ");
    return (
      <div key={words} className={css.place}>
        <small className="soft">{words}</small>
        <ul className="plain">
          {cells.map(({ indicator, label }) => {
            const printed = <span lang="zh-CN">{label.zh}</span>;
            return (
              <li key={`${indicator} ${label.zh}`}>
                {indicator === own ? printed : <a href={href(lang, `/indicators/${indicator}`)}>{printed}</a>}
                {lang === "en" ? <span className="soft"> {label.en}</span> : null}
              </li>
            );
          })}
        </ul>
      </div>
    );
  });
}
