import { AgencySearch } from "@/app/_components/agency-search.tsx";
import { href } from "@/app/_messages/messages.ts";
import { pathOf, queryOf } from "./address.ts";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.ts";
import type { Words } from "./words.ts";

interface Props {
  readonly comparison: Comparison;
  readonly words: Words;
}

/** Adds an agency to those compared, by name, sound or initials; without script, lists what is found in the form below. */
export function AddAgency({ comparison, words }: Props) {
  const { selection } = comparison;
  const { lang, frame, compare } = words;
  const added = pathOf({ ...selection, agencies: [...selection.agencies, "{id}"] });
  return (
    <div className={styles.add}>
      <AgencySearch
        action={href(lang, "/compare")}
        lang={lang}
        words={{ ...frame.search, label: compare.form.search, placeholder: compare.form.searchShort }}
        value={selection.find}
        keep={Object.fromEntries(new URLSearchParams(queryOf(selection)))}
        target={href(lang, added)}
      />
    </div>
  );
}
