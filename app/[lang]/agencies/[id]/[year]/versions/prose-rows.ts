import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { ComparedParagraph, ProseRow } from "@/lib/differences/prose.ts";
import { html, type Markup } from "@/lib/exports/html.ts";

interface Text {
  readonly year: number;
  readonly document: string;
}

/** Whole paragraphs of these kinds say so in words; in others each sentence bears its own mark. */
const TOLD: ReadonlySet<string> = new Set(["same", "figures"]);

/** Paragraphs in rows, the earlier year on the left; on a telephone one above the other. */
export function drawProse(
  rows: readonly ProseRow[],
  texts: { readonly before: Text; readonly after: Text },
  lang: Language,
): Markup {
  const words = messages(lang).versions.text;
  const paragraph = (side: "before" | "after", of: ComparedParagraph | null): Markup => {
    const year = html`<span class="year">${fill(words.year, { year: texts[side].year })}</span>`;
    if (of === null)
      return html`<div data-side="${side}" class="none">${year}<span class="soft">${words.empty}</span></div>`;
    const chip = TOLD.has(of.kind) && html`<span class="chip">${words.kinds[of.kind]}</span> `;
    const sentences = of.sentences.map(({ kind, text }) =>
      kind === "short" || kind === "own" ? html`${text}` : html`<span data-kind="${kind}">${text}</span>`,
    );
    return html`<div data-side="${side}">${year}${chip}<span lang="zh-CN">${sentences}</span></div>`;
  };
  const head = (side: "before" | "after") =>
    html`<a href="${href(lang, `/documents/${texts[side].document}`)}">${fill(words.year, { year: texts[side].year })}</a>`;
  return html`<p class="heads">${head("before")}${head("after")}</p><ol>${rows.map(
    ({ before, after }) => html`<li>${paragraph("before", before)}${paragraph("after", after)}</li>`,
  )}</ol>`;
}
