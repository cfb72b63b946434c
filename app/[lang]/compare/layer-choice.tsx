import { agencyName } from "@/app/_components/agency-name.ts";
import { href } from "@/app/_messages/messages.ts";
import { pathOf } from "./address.ts";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.ts";
import { subjectKey } from "./search-params.ts";
import { subjectName } from "./sentences.ts";
import type { Words } from "./words.ts";

interface Props {
  readonly comparison: Comparison;
  readonly words: Words;
}

/** What is held fast while two others are compared, each a link; nothing where there is no choice. */
export function LayerChoice({ comparison, words }: Props) {
  const { layer, selection, agencies, subjects } = comparison;
  const { lang, compare } = words;
  if (layer.others.length < 2 || comparison.shown.kind === "composition") return null;
  const nameOf = (key: string): string => {
    const agency = agencies.find(({ id }) => id === key);
    const subject = subjects.find((one) => subjectKey(one) === key);
    if (selection.view === "indicator-year" && agency) return agencyName(agency, lang);
    return subject ? subjectName(comparison, subject, lang) : key;
  };
  const label = compare.layers[selection.view];
  return (
    <nav className={`${styles.layers} small`} aria-label={label}>
      <span className="soft">{label}</span>
      {layer.others.map((key) => (
        <a
          key={key}
          href={href(lang, pathOf({ ...selection, at: key, sort: null }))}
          aria-current={key === layer.at ? "true" : undefined}
        >
          {nameOf(key)}
        </a>
      ))}
    </nav>
  );
}
