import type { Child } from "./child.ts";
import { type Figure, median } from "./figure.ts";
import { measureCpu } from "./load.ts";

const ROUNDS = 3;
const HITS = 3000;
const MISSES = 150;

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) values.push(await measure());
  return median(values);
}

/** A page out of the cache against plain Node, and a page rendered anew against an empty page of Next. */
export async function measureServing(
  site: Child,
  bare: Child,
  empty: Child,
  pages: readonly string[],
): Promise<Figure[]> {
  await measureCpu(bare, () => "/", HITS, 32);
  const bareCpu = await medianOf(() => measureCpu(bare, () => "/", HITS, 32));
  await measureCpu(empty, () => "/", MISSES, 4);
  const emptyCpu = await medianOf(() => measureCpu(empty, () => "/", MISSES, 4));
  const figures: Figure[] = [];
  let unique = 0;
  for (const page of pages) {
    await measureCpu(site, () => page, HITS, 32);
    const hit = await medianOf(() => measureCpu(site, () => page, HITS, 32));
    const separator = page.includes("?") ? "&" : "?";
    const pathOf = () => `${page}${separator}bench=${++unique}`;
    await measureCpu(site, pathOf, MISSES, 4);
    const miss = await medianOf(() => measureCpu(site, pathOf, MISSES, 4));
    figures.push(
      {
        name: `cached ${page}`,
        unit: "ms CPU",
        measured: hit,
        anchorName: "bare Node page",
        anchor: bareCpu,
        goal: 0.5,
      },
      {
        name: `uncached ${page}`,
        unit: "ms CPU",
        measured: miss,
        anchorName: "empty page",
        anchor: emptyCpu,
        goal: 1.25,
      },
    );
  }
  return figures;
}
