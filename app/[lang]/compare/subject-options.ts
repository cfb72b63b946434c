import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Bilingual, Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { type Subject, subjectKey } from "./search-params.ts";
import type { Words } from "./words.ts";

interface Entry {
  readonly id: string;
  readonly name: Bilingual;
}

interface Group {
  readonly name: string;
  readonly kind: Subject["kind"];
  readonly entries: readonly Entry[];
}

function groupsOf(catalog: Catalog, { lang, compare }: Words): Group[] {
  return [
    { name: compare.form.compositions, kind: "composition", entries: catalog.compositions },
    { name: compare.form.rates, kind: "rate", entries: catalog.rates },
    ...catalog.groups.map(({ id, name }) => ({
      name: name[lang],
      kind: "indicator" as const,
      entries: catalog.indicators.filter((entry) => entry.group === id),
    })),
  ];
}

/** Everything that can be compared, grouped, with what stands first chosen. One string: 130 elements cost too much. */
export function subjectOptions(catalog: Catalog, chosen: Subject | undefined, words: Words): string {
  const groups = groupsOf(catalog, words).map(({ name, kind, entries }) => {
    const options = entries.map((entry) => {
      const selected = kind === chosen?.kind && entry.id === chosen.id;
      return html`<option value="${kind}.${entry.id}"${selected && html` selected`}>${entry.name[words.lang]}</option>`;
    });
    return html`<optgroup label="${name}">${options}</optgroup>`;
  });
  return html`${groups}`.markup;
}

const says = (name: Bilingual, seek: string, lang: Language): boolean =>
  name[lang].toLowerCase().includes(seek.trim().toLowerCase());

/** What can be added to the first: the chosen ones, then all whose names hold `seek`, by group. */
export function moreSubjects(
  catalog: Catalog,
  chosen: readonly Subject[],
  seek: string,
  words: Words,
): { readonly markup: string; readonly found: number } {
  const { lang } = words;
  const keys = new Set(chosen.map(subjectKey));
  const box = (kind: string, { id, name }: Entry): Markup => {
    const key = `${kind}.${id}`;
    return html`<label class="choice"><input type="checkbox" name="show" value="${key}"${keys.has(key) && html` checked`}> ${name[lang]}</label>`;
  };
  const groups = groupsOf(catalog, words).filter(({ kind }) => kind !== "composition");
  const listed = groups.flatMap(({ name, kind, entries }) => {
    const own = entries.filter((entry) => !keys.has(`${kind}.${entry.id}`) && says(entry.name, seek, lang));
    if (own.length === 0) return [];
    const open = seek.trim() !== "" && html` open`;
    return [
      {
        n: own.length,
        drawn: html`<details${open}><summary>${name} (${own.length})</summary>${own.map((entry) => box(kind, entry))}</details>`,
      },
    ];
  });
  const held = groups.flatMap(({ kind, entries }) =>
    entries.flatMap((entry) => (keys.has(`${kind}.${entry.id}`) ? box(kind, entry) : [])),
  );
  return {
    markup: html`${held}${listed.map(({ drawn }) => drawn)}`.markup,
    found: listed.reduce((sum, { n }) => sum + n, 0),
  };
}
