import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Figure } from "./figure.ts";

const CHART_LIMIT = 160 * 1024;

const brotliSize = (file: string): number => brotliCompressSync(readFileSync(file)).length;

/** The scripts a page loads at once, as paths below .next; those for browsers without modules are not fetched. */
async function listScripts(port: number, path: string): Promise<string[]> {
  const html = await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const loaded = tags.filter((tag) => !/\bnomodule\b/i.test(tag) && !/rel="stylesheet"/.test(tag));
  const names = loaded.flatMap((tag) => /\/_next\/(static\/[^"?]+\.js)/.exec(tag)?.[1] ?? []);
  return [...new Set(names)];
}

async function firstLoad(
  port: number,
  path: string,
  build: string,
): Promise<{ names: string[]; size: number }> {
  const names = await listScripts(port, path);
  return { names, size: names.reduce((sum, name) => sum + brotliSize(join(build, name)), 0) };
}

/** First-load JavaScript of every page against an empty Next page, and what wakes the charts, brotli. */
export async function measureJavaScript(
  site: { readonly port: number; readonly build: string },
  empty: { readonly port: number; readonly build: string },
  pages: readonly string[],
): Promise<Figure[]> {
  const anchor = await firstLoad(empty.port, "/", empty.build);
  const figures: Figure[] = [];
  const loaded = new Set<string>();
  for (const page of pages) {
    const { names, size } = await firstLoad(site.port, page, site.build);
    for (const name of names) loaded.add(name);
    figures.push({
      name: `JavaScript ${page}`,
      unit: "KB br",
      measured: size / 1024,
      anchorName: "empty page",
      anchor: anchor.size / 1024,
      goal: 1.03,
    });
  }
  const chunks = readdirSync(join(site.build, "static"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => `static/${name}`)
    .filter(
      (name) => !loaded.has(name) && /zrender|echarts/.test(readFileSync(join(site.build, name), "utf8")),
    );
  const charts = chunks.reduce((sum, name) => sum + brotliSize(join(site.build, name)), 0);
  figures.push({
    name: "JavaScript that wakes charts",
    unit: "KB br",
    measured: charts / 1024,
    anchorName: "limit",
    anchor: CHART_LIMIT / 1024,
    goal: 1,
  });
  return figures;
}
