import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CellDifference } from "@/lib/differences/cells.ts";
import { cellAnchor, readsOtherwise } from "@/lib/exports/form-markup.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount } from "@/lib/format.ts";
import type { Fact } from "@/lib/model.ts";
import type { VersionComparison } from "./versions.ts";

/** Differences as one table, those of one table of the form under its name. */
export function drawDifferences(
  { from, to, differences }: VersionComparison,
  catalog: Catalog,
  lang: Language,
): Markup {
  const { versions, frame } = messages(lang);
  const words = versions.difference;
  const units = new Map(catalog.units.map((unit) => [unit.id, unit]));
  const amountOf = (amount: number, unit: string) =>
    formatAmount(amount, units.get(unit) ?? { scale: 1 }, lang);

  const value = (fact: Fact | undefined, change: CellDifference["change"]): Markup => {
    if (fact === undefined) return html`<span class="soft">${words.absent}</span>`;
    const isReported = fact.value.status === "reported";
    const figure = fact.value.status === "reported" ? amountOf(fact.value.amount, fact.unit) : "";
    const unit = units.get(fact.unit);
    const money =
      isReported && unit !== undefined && unit.scale > 1 && html` <small>${unit.name[lang]}</small>`;
    const text = isReported ? figure : frame.status[fact.value.status];
    const hasPlace = fact.origin.table > 0;
    const shown = hasPlace
      ? html`<a href="/documents/${fact.origin.document}/view#${cellAnchor(fact.origin)}">${text}</a>`
      : html`${text}`;
    const isOther = isReported ? readsOtherwise(fact, figure) : fact.printed.trim() !== "";
    const isTold = isOther || change === "printed";
    const printed =
      isTold && html` <small lang="zh-CN">${fill(words.printed, { printed: fact.printed.trim() })}</small>`;
    return html`${shown}${money}${printed}`;
  };

  const delta = ({ before, after }: CellDifference): string => {
    if (before?.value.status !== "reported" || after?.value.status !== "reported") return "";
    if (before.unit !== after.unit || before.value.amount === after.value.amount) return "";
    const amount = after.value.amount - before.value.amount;
    return `${amount > 0 ? "+" : "−"}${amountOf(Math.abs(amount), after.unit)}`;
  };

  const row = (difference: CellDifference): Markup => {
    const { label, memberLabel } = difference.fact;
    const name = [...label.split("/"), memberLabel].filter((part) => part !== "").join(" · ");
    return html`<tr><th scope="row" lang="zh-CN">${name}</th><td>${versions.changes[difference.change]}</td><td class="number">${value(difference.before, difference.change)}</td><td class="number">${value(difference.after, difference.change)}</td><td class="number">${delta(difference)}</td></tr>`;
  };

  const nameOf = ({ fact }: CellDifference): string => {
    const edition = catalog.editions.find(({ id }) => id === fact.edition);
    const table = edition?.tables.find(({ id }) => id === fact.table);
    return `${table?.title[lang] ?? fact.table} (${edition?.name[lang] ?? fact.edition})`;
  };
  const groups = new Map<string, CellDifference[]>();
  for (const one of differences) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  const bodies = [...groups].map(
    ([name, own]) =>
      html`<tbody><tr><th scope="rowgroup" colspan="5">${name}</th></tr>${own.map(row)}</tbody>`,
  );
  return html`<table><thead><tr><th scope="col">${words.cell}</th><th scope="col">${words.change}</th><th scope="col" class="number">${fill(words.before, { n: from.number })}</th><th scope="col" class="number">${fill(words.after, { n: to.number })}</th><th scope="col" class="number">${words.delta}</th></tr></thead>${bodies}</table>`;
}
