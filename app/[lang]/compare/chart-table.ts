import type { DifferenceChart, FlowChart } from "@/lib/charts/still-charts.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatCount } from "@/lib/format.ts";
import type { Words } from "./words.ts";

/** Every band of a flow: where it comes from, where it leads, and how many cases it is. */
export function flowTable(caption: string, { nodes, edges }: FlowChart, { lang, compare }: Words): Markup {
  const name = (id: string) => nodes.find((node) => node.id === id)?.name ?? id;
  const head = [compare.flow.from, compare.flow.to, compare.flow.cases].map(
    (text) => html`<th scope="col">${text}</th>`,
  );
  const rows = edges.map(
    ({ from, to, value }) =>
      html`<tr><th scope="row">${name(from)}</th><td class="words">${name(to)}</td><td>${formatCount(value, lang)}</td></tr>`,
  );
  return html`<table id="values" class="numbers"><caption><span>${caption}</span></caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** The steps from one rate to another, which add up to their difference. */
export function stepsTable(
  caption: string,
  { start, steps, end }: DifferenceChart,
  { compare }: Words,
): Markup {
  const row = ({ name, text }: DifferenceChart["start"]) =>
    html`<tr><th scope="row">${name}</th><td>${text}</td></tr>`;
  const head = html`<tr><th scope="col">${compare.difference.step}</th><th scope="col">${compare.difference.points}</th></tr>`;
  return html`<table id="steps" class="numbers"><caption><span>${caption}</span></caption><thead>${head}</thead><tbody>${row(start)}${steps.map(row)}</tbody><tfoot>${row(end)}</tfoot></table>`;
}
