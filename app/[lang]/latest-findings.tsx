import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import styles from "./home.module.css";
import type { Home } from "./home.ts";

/** What the reading found amiss last, each leading to its report. */
export function LatestFindings({ home, lang }: { readonly home: Home; readonly lang: Language }) {
  const { frame, home: text } = messages(lang);
  const { catalog, agencies, findings } = home;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{text.findings.title}</h2>
      {findings.length === 0 && <p className="soft">{text.findings.none}</p>}
      <ul className={styles.findings}>
        {findings.map((finding) => {
          const agency = agencies.find(({ id }) => id === finding.agency);
          const name = agency ? agencyName(agency, lang) : finding.agencyNameZh;
          return (
            <li key={JSON.stringify(finding)}>
              <span className={`chip ${finding.severity}`}>{frame.severity[finding.severity]}</span>{" "}
              <a href={href(lang, `/agencies/${finding.agency}/${finding.year}`)}>
                {fill(text.findings.item, { agency: name, year: finding.year })}
              </a>{" "}
              {findingText(catalog, finding, lang).message}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
