import { getCatalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Finding } from "@/lib/model.ts";

interface Props {
  /** What there is to say of them, with how many there are. */
  readonly intro: string;
  readonly problems: readonly (Finding & { readonly field: string })[];
  /** The word of a field. */
  readonly nameOf: (field: string) => string;
  readonly lang: Language;
}

/** What is wrong in a form, field by field, each with its remedy. */
export function FieldProblems({ intro, problems, nameOf, lang }: Props) {
  if (problems.length === 0) return null;
  const catalog = getCatalog();
  return (
    <div className="note error" role="alert">
      <p>{intro}</p>
      <ul>
        {problems.map((problem) => {
          const { message, remedy } = findingText(catalog, problem, lang);
          return (
            <li key={`${problem.field} ${message}`}>
              <b>{nameOf(problem.field)}</b> {message} <span className="soft">{remedy}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
