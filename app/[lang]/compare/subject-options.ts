import { messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Bilingual, Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import type { Shown } from "./comparison.ts";

interface Entry {
  readonly id: string;
  readonly name: Bilingual;
}

/** Everything that can be compared, grouped, with what is shown chosen. One string: 130 elements cost too much. */
export function subjectOptions(catalog: Catalog, shown: Shown, lang: Language): string {
  const { form } = messages(lang).compare;
  const group = (name: string, kind: Shown["kind"], entries: readonly Entry[]) => {
    const options = entries.map((entry) => {
      const chosen = kind === shown.kind && entry.id === shown.entry.id;
      return html`<option value="${kind}.${entry.id}"${chosen && html` selected`}>${entry.name[lang]}</option>`;
    });
    return html`<optgroup label="${name}">${options}</optgroup>`;
  };
  const indicators = catalog.groups.map(({ id, name }) =>
    group(
      name[lang],
      "indicator",
      catalog.indicators.filter((entry) => entry.group === id),
    ),
  );
  const { markup } =
    html`${group(form.compositions, "composition", catalog.compositions)}${group(form.rates, "rate", catalog.rates)}${indicators}`;
  return markup;
}
