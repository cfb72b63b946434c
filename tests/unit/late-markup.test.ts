import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { putMarkupBack, setMarkupAside, settingMarkupAside } from "../../lib/late-markup.ts";
import { answerWith } from "../../lib/server/answer.ts";
import type { KeptResponse } from "../../lib/server/kept-response.ts";
import { ResponseCache } from "../../lib/server/response-cache.ts";
import { setAsideWhereCaptured } from "../../lib/server/set-aside.ts";

test("markup stays where it is when nobody can put it back", () => {
  expect(setMarkupAside("<p>公开</p>")).toEqual({ id: undefined, markup: "<p>公开</p>" });
});

test("what was set aside returns to its own place, in whatever order it is drawn", () => {
  const parts: Buffer[] = [];
  const [first, second] = settingMarkupAside(parts, () => [
    setMarkupAside("<b>公</b>"),
    setMarkupAside("$&"),
  ]);
  expect(first?.id).not.toBe(second?.id);
  const page = Buffer.from(`<p>${second?.markup}</p>开<p>${first?.markup}</p>`);
  expect(putMarkupBack(page, parts).toString()).toBe("<p>$&</p>开<p><b>公</b></p>");
});

test("renderings at the same time keep their markup apart", async () => {
  const render = async (text: string) => {
    const parts: Buffer[] = [];
    const { markup } = await settingMarkupAside(parts, async () => {
      await new Promise((done) => setTimeout(done, 1));
      return setMarkupAside(text);
    });
    return putMarkupBack(Buffer.from(markup), parts).toString();
  };
  expect(await Promise.all(["甲", "乙"].map(render))).toEqual(["甲", "乙"]);
});

test("the server sends whole pages; to those it does not capture for, too", async () => {
  const render = setAsideWhereCaptured(async (_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<div>${setMarkupAside("<table>数据</table>").markup}</div>`);
  });
  const listener = answerWith(render, new ResponseCache<KeptResponse>(1_000_000, () => 1));
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const pages = [await fetch(address), await fetch(address, { headers: { cookie: "gongkai-session=1" } })];
  for (const page of pages) expect(await page.text()).toBe("<div><table>数据</table></div>");
  server.close();
});
