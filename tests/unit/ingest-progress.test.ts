import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { IngestedFile } from "../../lib/ingest/ingest.ts";
import { keepPace } from "../../lib/ingest/pace.ts";
import { showProgress } from "../../lib/ingest/progress.ts";

const file = (path: string, result: IngestedFile["result"]): IngestedFile => ({
  path,
  result,
  sha256: null,
  stored: [],
  cells: { read: 3, expected: 4 },
  findings: [],
});

function openStream(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  const printed: string[] = [];
  stream.on("data", (chunk) => printed.push(String(chunk)));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => printed.join("") };
}

test("on a terminal a bar tells how far it is, how fast, what failed and what is being read", async () => {
  const { stream, text } = openStream(true);
  const display = showProgress(stream, 10, "en");
  display.begin(`/very/long/${"folder/".repeat(20)}current.html`);
  display.show(file("a", "added"), 1);
  display.show(file("b", "failed"), 2);
  await new Promise((done) => setTimeout(done, 250));
  display.show(file("c", "added"), 3);
  display.end();
  expect(text()).toContain("3/10");
  expect(text()).toContain("files/s");
  expect(text()).toMatch(/\d (?:s|min) left/);
  expect(text()).toContain("1 not read");
  expect(text()).toMatch(/…\S*current\.html/);
});

test("elsewhere each file is a line, without those that have not changed", () => {
  const { stream, text } = openStream(false);
  const display = showProgress(stream, 4, "en");
  display.show(file("a.html", "added"), 1);
  display.show(file("b.html", "unchanged"), 2);
  display.show(file("c.zip", "unpacked"), 3);
  display.show(file("d.html", "failed"), 4);
  expect(text()).toBe("[1/4] added  a.html  3 of 4 cells\n[3/4] unpacked  c.zip\n[4/4] not read  d.html\n");
});

test("the pace is that of the last seconds: what was skipped at the start does not count", () => {
  const pace = keepPace();
  pace.count(0, 0);
  for (let at = 1; at <= 5000; at++) pace.count(at, at / 5);
  for (let second = 1; second <= 60; second++) pace.count(5000 + second * 10, 1000 + second * 1000);
  expect(pace.perSecond()).toBeGreaterThan(9);
  expect(pace.perSecond()).toBeLessThan(11);
});
