import { createServer } from "node:http";
import Sqlite from "better-sqlite3";
import { databaseFile, getEnvironment } from "../../lib/env.ts";

/** The anchor of serving: plain Node renders the list of agencies from one query, by hand. */

const { dataFolder, port } = getEnvironment();
const query = new Sqlite(databaseFile(dataFolder), { readonly: true }).prepare(`
  SELECT a.id, a.name_zh AS name, a.name_en AS english, a.region_name_zh AS region, a.kind,
         group_concat(DISTINCT r.year) AS years
  FROM agencies a JOIN reports r ON r.agency = a.key GROUP BY a.key ORDER BY a.name_zh`);

interface Row {
  readonly id: string;
  readonly name: string;
  readonly english: string | null;
  readonly region: string | null;
  readonly kind: string | null;
  readonly years: string;
}

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string | null): string =>
  (text ?? "").replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

function renderRow({ id, name, english, region, kind, years }: Row): string {
  const links = years
    .split(",")
    .map((year) => `<a href="/agencies/${escapeHtml(id)}/${year}">${year}</a>`)
    .join(" ");
  const title = `<a href="/agencies/${escapeHtml(id)}">${escapeHtml(name)}</a><br>${escapeHtml(english)}`;
  return `<tr><th>${title}</th><td>${escapeHtml(region)}</td><td>${escapeHtml(kind)}</td><td>${links}</td></tr>`;
}

/** Header, filter and footer of the page, so that as many bytes leave as from the real one. */
const FRAME = `<p class="note">${"Annual reports on government information disclosure. ".repeat(300)}</p>`;

createServer((_, response) => {
  const rows = (query.all() as Row[]).map(renderRow).join("");
  const page = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Agencies</title></head><body>${FRAME}<table>${rows}</table></body></html>`;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(page);
}).listen(port, "127.0.0.1");
