import { agencyName } from "@/app/_components/agency-name.ts";
import { fill } from "@/app/_messages/messages.ts";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.ts";
import type { Words } from "./words.ts";

/** So many agencies are listed to choose from; the rest are found by name. */
const LISTED = 48;

interface Props {
  readonly comparison: Comparison;
  readonly words: Words;
}

/** The agencies compared, ticked, and others to tick: those found, or the first of the list. */
export function AgencyChoice({ comparison, words }: Props) {
  const { known, found, selection } = comparison;
  const { form } = words.compare;
  const chosen = new Set(comparison.agencies.map(({ id }) => id));
  const named =
    found === null ? known : found.flatMap((id) => known.find((agency) => agency.id === id) ?? []);
  const others = named.filter(({ id }) => !chosen.has(id));
  const listed = [...comparison.agencies, ...others.slice(0, Math.max(8, LISTED - chosen.size))];
  const more = known.length - listed.length;
  return (
    <fieldset>
      <legend>{form.agencies}</legend>
      <div className={styles.agencies}>
        {listed.map((agency) => (
          <label key={agency.id} className="choice">
            <input type="checkbox" name="agencies" value={agency.id} defaultChecked={chosen.has(agency.id)} />
            <span>{agencyName(agency, words.lang)}</span>
          </label>
        ))}
      </div>
      {found !== null && named.length === 0 && (
        <p className="small">{fill(form.foundNone, { find: selection.find })}</p>
      )}
      {more > 0 && <p className="small soft">{fill(form.more, { n: more })}</p>}
    </fieldset>
  );
}
