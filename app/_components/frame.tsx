import type { ReactNode } from "react";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import { AgencySearch } from "./agency-search.tsx";
import type { DataState } from "./data-state.ts";

const SECTIONS = [
  { id: "home", path: "/" },
  { id: "compare", path: "/compare" },
  { id: "rank", path: "/rank" },
  { id: "agencies", path: "/agencies" },
  { id: "indicators", path: "/indicators" },
  { id: "coverage", path: "/coverage" },
  { id: "quality", path: "/quality" },
  { id: "data", path: "/data" },
  { id: "method", path: "/method" },
] as const;

interface Props {
  readonly lang: Language;
  /** Path and query without the language, e.g. `/compare?indicator=denied`: the other language opens the same view. */
  readonly path: string;
  readonly section?: (typeof SECTIONS)[number]["id"];
  /** The page has a search for agencies of its own. */
  readonly ownSearch?: boolean;
  /** The state of the data that the page shows, where its address may name one. */
  readonly state?: Pick<DataState, "dataVersion" | "changedAt">;
  readonly children: ReactNode;
}

/** Header, navigation, main and footer around every page. */
export async function Frame({ lang, path, section, ownSearch = false, state, children }: Props) {
  const { frame, check, questions } = messages(lang);
  const other: Language = lang === "zh" ? "en" : "zh";
  const { version, changedAt } =
    state === undefined
      ? await getDataVersion(getDatabase())
      : { version: state.dataVersion, changedAt: state.changedAt };
  return (
    <>
      <a className="skip" href="#main">
        {frame.skip}
      </a>
      <header className="site">
        <div className="band">
          <a className="brand" href={href(lang, "/")}>
            {frame.site} <span lang={other === "zh" ? "zh-CN" : "en"}>{frame.siteLatin}</span>
          </a>
          <nav aria-label={frame.navigation.label}>
            {SECTIONS.map(({ id, path: target }) => (
              <a key={id} href={href(lang, target)} aria-current={id === section ? "page" : undefined}>
                {frame.navigation[id]}
              </a>
            ))}
          </nav>
          {ownSearch ? null : (
            <AgencySearch action={href(lang, "/agencies")} lang={lang} words={frame.search} compact />
          )}
          <a
            className="language"
            href={href(other, path)}
            hrefLang={other === "zh" ? "zh-CN" : "en"}
            lang={other === "zh" ? "zh-CN" : "en"}
          >
            {frame.language.other}
          </a>
        </div>
      </header>
      <main id="main" className="band" tabIndex={-1}>
        {children}
      </main>
      <footer className="site">
        <div className="band">
          <p className="promise">{frame.footer.promise}</p>
          <p>
            {changedAt === null
              ? fill(frame.footer.versionEmpty, { version })
              : fill(frame.footer.version, { version, date: formatDate(changedAt, lang) })}
          </p>
          <p>
            <a href={href(lang, "/check")}>{check.link}</a> ·{" "}
            <a href={href(lang, "/questions")}>{questions.title}</a>
          </p>
          <p>{frame.footer.licence}</p>
          <p className="no-print">
            <a href={href(lang, "/desk")}>{frame.footer.desk}</a>
          </p>
          <p className="printed-address">
            {frame.footer.page}: {href(lang, path)}
          </p>
        </div>
      </footer>
    </>
  );
}
