import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import { type Figure, median } from "./figure.ts";
import { measureWall } from "./load.ts";

const ROUNDS = 5;
const REQUESTS = 3000;
const CONNECTIONS = 32;
/** KB of a page as sent, brotli. */
const LARGEST_PAGE = 32;

/** The bytes a browser gets, still compressed. */
function fetchPacked(port: number, path: string): Promise<Buffer> {
  return new Promise((done, failed) => {
    get({ host: "127.0.0.1", port, path, headers: { "accept-encoding": "br" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => done(Buffer.concat(chunks))).on("error", failed);
    }).on("error", failed);
  });
}

/** A page as many at once ask for it, against a bare Node server that sends the same bytes; in turn, in one run. */
export async function measureThroughput(site: Child, path: string, freePort: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  const file = join(folder, "body");
  writeFileSync(file, await fetchPacked(site.port, path));
  const bare = await startChild("tests/bench/same-bytes.ts", freePort, { BENCH_BODY: file });
  try {
    const own: number[] = [];
    const anchors: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const anchor = await measureWall(bare, path, REQUESTS, CONNECTIONS);
      const measured = await measureWall(site, path, REQUESTS, CONNECTIONS);
      // The first round warms both.
      if (round > 0) {
        own.push(measured);
        anchors.push(anchor);
      }
    }
    const perSecond = (milliseconds: number) => Math.round(1000 / milliseconds);
    const [measured, anchor] = [median(own), median(anchors)];
    return {
      name: `throughput ${path} (${perSecond(measured)} requests/s)`,
      unit: "ms",
      measured,
      anchorName: `bare Node, same bytes (${perSecond(anchor)}/s)`,
      anchor,
      goal: 1.5,
    };
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true });
  }
}

/** What a page weighs as it is sent. */
export async function measurePayloads(site: Child, paths: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const path of paths) {
    const { length } = await fetchPacked(site.port, path);
    const measured = length / 1024;
    figures.push({
      name: `page ${path}`,
      unit: "KB br",
      measured,
      anchorName: "limit",
      anchor: LARGEST_PAGE,
      goal: 1,
    });
  }
  return figures;
}
