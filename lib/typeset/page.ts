import { readFileSync } from "node:fs";
import { escapeHtml } from "./markup.ts";
import phrases from "./phrases.json" with { type: "json" };

/** What surrounds the article: nothing, a bare page, or the frame of a government portal. */
export type Frame = "bare" | "article" | "portal" | "layout-table";

export interface Page {
  readonly title: string;
  readonly siteName: string;
  readonly frame: Frame;
  /** The charset the page claims, `null` for none. */
  readonly declaredCharset: string | null;
  /** ISO date; left out where the source does not name one. */
  readonly published?: string;
  readonly url?: string;
  readonly body: string;
}

const STYLE = readFileSync(new URL("page.css", import.meta.url), "utf8").trim();

function meta(name: string, content: string | undefined): string {
  return content === undefined ? "" : `<meta name="${name}" content="${escapeHtml(content)}">\n`;
}

function links(labels: readonly string[], separator = ""): string {
  return labels.map((label) => `<a href="#">${label}</a>`).join(separator);
}

function portalBody({ title, siteName, published, body }: Page): string {
  const time = published ? phrases.time.replace("{published}", published) : "";
  return `<div class="top"><div class="site">${siteName}</div><div class="menu">${links(phrases.menu)}</div></div>
<div class="main">
<div class="crumbs"><span>${phrases.here}</span>${links([phrases.home, ...phrases.breadcrumb], " &gt; ")}</div>
<div class="article-title">${title}</div>
<div class="article-info"><span>${time}</span> ${links(phrases.tools, " | ")}</div>
<div class="article-content"><div class="TRS_Editor">
${body}
</div></div>
</div>
<div class="foot">${links(phrases.footerLinks)}<p>${siteName}</p></div>`;
}

/** Old sites place navigation and article in the cells of a table. */
function layoutTableBody({ title, siteName, body }: Page): string {
  return `<table class="frame" width="1000" align="center" border="0"><tr><td colspan="2">${siteName}</td></tr>
<tr><td width="160" valign="top"><table border="0">${phrases.side.map((label) => `<tr><td><a href="#">${label}</a></td></tr>`).join("")}</table></td>
<td valign="top"><div class="article-title">${title}</div>
${body}
</td></tr><tr><td colspan="2">${links(phrases.footerLinks, " | ")}</td></tr></table>`;
}

function frameBody(page: Page): string {
  switch (page.frame) {
    case "bare":
      return page.body;
    case "article":
      return `<div class="main"><h1>${page.title}</h1>\n${page.body}\n</div>`;
    case "portal":
      return portalBody(page);
    case "layout-table":
      return layoutTableBody(page);
  }
}

/** A whole HTML page around an article. */
export function printPage(page: Page): string {
  const framed = page.frame === "portal" || page.frame === "layout-table";
  const charset = page.declaredCharset
    ? `<meta http-equiv="Content-Type" content="text/html; charset=${page.declaredCharset}">\n`
    : "";
  const title = framed ? `${page.title}_${phrases.column}_${page.siteName}` : page.title;
  const metadata = framed
    ? meta("SiteName", page.siteName) +
      meta("ColumnName", phrases.column) +
      meta("ArticleTitle", page.title) +
      meta("PubDate", page.published) +
      meta("Url", page.url)
    : "";
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
${charset}${metadata}<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
${frameBody(page)}
</body>
</html>
`;
}
