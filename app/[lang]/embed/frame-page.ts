import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Chart } from "@/lib/charts/chart.ts";
import { NARROW_WIDTH, renderChart, WIDE_WIDTH } from "@/lib/charts/render.ts";
import { getEnvironment } from "@/lib/env.ts";
import { html } from "@/lib/exports/html.ts";

/**
 * Pages for the frames of other sites: one file without a script, which loads nothing and may be framed by anybody. It is
 * written by hand because every page of the framework brings scripts.
 */

export interface FramedView {
  readonly lang: Language;
  readonly title: string;
  /** `undefined` when there is nothing to draw. */
  readonly drawn: { readonly chart: Chart; readonly summary: string; readonly key: string } | undefined;
  /** What the signs of the drawing mean, or why there is none. */
  readonly notes: readonly string[];
  readonly source: string;
  /** Path and query, without the language, of the page that shows all of it. */
  readonly path: string;
}

let style: string | undefined;

/** The colours and typefaces of the site, and the little that such a page needs beside them. */
function getStyle(): string {
  const folder = join(/*turbopackIgnore: true*/ getEnvironment().home, "app");
  const files = ["_styles/tokens.css", "_styles/chart.css", "[lang]/embed/frame-page.css"];
  style ??= files
    .map((name) => readFileSync(join(/*turbopackIgnore: true*/ folder, name), "utf8"))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "");
  return style;
}

const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors *",
].join("; ");

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": POLICY,
  // Sites that let in only what says so may frame it, too.
  "cross-origin-resource-policy": "cross-origin",
  // The page that shows all of it is the one to be found.
  "x-robots-tag": "noindex",
};

export function framePage(view: FramedView, status = 200): Response {
  const { lang, title, drawn, notes, source, path } = view;
  const { frame } = messages(lang);
  const { demonstration } = demonstrationNote();
  const draw = (name: string, width: number) =>
    drawn && {
      markup: `<div class="drawn ${name}">${renderChart(drawn.chart, width, drawn.summary, `${lang} ${drawn.key}`)}</div>`,
    };
  const whole = href(lang, path);
  const page = html`<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · ${frame.site}</title><style>${{ markup: getStyle() }}</style></head>
<body><main>${demonstration !== undefined && html`<p class="demonstration">${demonstration}</p>`}<h1>${title}</h1>
${drawn && html`<div class="chart">${draw("wide", WIDE_WIDTH)}${draw("narrow", NARROW_WIDTH)}</div>`}
${notes.length > 0 && html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
</main><footer><p>${source} <a href="${whole}" target="_blank" rel="noopener">${frame.takeAlong.whole}</a></p></footer></body></html>`;
  return new Response(page.markup, { status, headers: HEADERS });
}
