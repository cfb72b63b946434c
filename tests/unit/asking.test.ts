import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  askPath,
  type CellAddress,
  cellFields,
  cellName,
  parseCellAddress,
} from "../../lib/asking/cell-address.ts";
import { judgeQuestion, type TakenQuestion } from "../../lib/asking/rules.ts";
import { getRefused } from "../../lib/asking/showing.ts";
import { findTokenFault, issueToken } from "../../lib/asking/token.ts";
import { type QuestionDesk, withQuestions } from "../../lib/server/questions.ts";
import { isCacheable, isPrivate } from "../../lib/server/request-key.ts";

const CELL: CellAddress = {
  ...{ agency: "pingtan-zone", year: 2022, scope: "whole-region" as const },
  ...{ edition: "form-2021", indicator: "requests-received", member: "natural-person" },
};
const NOW = Date.parse("2026-03-01T00:00:00Z");
const SECOND = 1000;
const HOUR = 3_600_000;

const form = (part: Record<string, string> = {}) => ({
  ...cellFields(CELL),
  ...{ kind: "other", words: "page 4 prints 80", contact: "", website: "" },
  token: issueToken(cellName(CELL), NOW - 10 * SECOND),
  ...part,
});

test("an address names a cell and gives it back", () => {
  const { searchParams } = new URL(askPath(CELL), "http://x");
  expect(parseCellAddress(Object.fromEntries(searchParams))).toEqual(CELL);
  for (const part of [
    { year: "22" },
    { scope: "all" },
    { cell: "a/b" },
    { cell: "a/b/c/d" },
    { agency: "../x" },
  ])
    expect(parseCellAddress({ ...cellFields(CELL), ...part })).toBeUndefined();
});

test.each([
  ["of another cell", "x", 10 * SECOND, "forged"],
  ["sent at once", cellName(CELL), SECOND, "too-fast"],
  ["just too fast", cellName(CELL), 2_999, "too-fast"],
  ["just slow enough", cellName(CELL), 3_000, undefined],
  ["just in time", cellName(CELL), 4 * HOUR, undefined],
  ["just too late", cellName(CELL), 4 * HOUR + 1, "too-old"],
  ["from yesterday", cellName(CELL), 24 * HOUR, "too-old"],
  ["in time", cellName(CELL), 60 * SECOND, undefined],
])("a token %s", (_, cell, age, fault) => {
  expect(findTokenFault(issueToken(cell, NOW - age), cellName(CELL), NOW)).toBe(fault);
});

test("a token is not made by changing its time", () => {
  const [, signature] = issueToken(cellName(CELL), NOW - 24 * HOUR).split(".");
  const moved = `${(NOW - 10 * SECOND).toString(36)}.${signature}`;
  expect(findTokenFault(moved, cellName(CELL), NOW)).toBe("forged");
  expect(findTokenFault("", cellName(CELL), NOW)).toBe("forged");
});

describe("a form", () => {
  test("is taken as it is, line ends put right, an empty contact left out", () => {
    expect(judgeQuestion(form({ words: " a\r\nbcd ", contact: " " }), NOW)).toEqual({
      ...{ cell: CELL, kind: "other", words: "a\nbcd", contact: null },
    });
  });

  test.each([
    ["trap", { website: "http://x" }],
    ["no-kind", { kind: "spam" }],
    ["words-missing", { words: "  ?? " }],
    ["words-long", { words: "x".repeat(1001) }],
    ["contact-long", { contact: "x".repeat(201) }],
    ["no-cell", { cell: "x" }],
    ["links", { words: "see https://evil.test now" }],
    ["links", { words: "see WWW.evil now" }],
    ["links", { words: "cheap at pills.shop today" }],
    ["links", { words: "[url=x]here[/url]" }],
    ["links", { words: '<a href="x">here</a>' }],
  ])("is refused: %s", (why, part) => {
    expect(judgeQuestion(form(part), NOW)).toBe(why);
  });

  test.each([
    "12.5 against 1.25",
    "\u56fd\u529e\u516c\u5f00\u529e\u51fd\u30142021\u301530\u53f7",
    "table 3.2, row 4",
  ])("%s is no link", (words) => {
    expect(judgeQuestion(form({ words }), NOW)).toMatchObject({ words });
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that renders whatever it is to show again. */
async function serve(outcome?: ReturnType<QuestionDesk["enter"]>) {
  const entered: TakenQuestion[] = [];
  const listener = withQuestions(
    (_, response) => void response.writeHead(204).end(),
    async ({ url }, response) => {
      response.setHeader("content-type", "text/html");
      response.end(JSON.stringify({ url, ...getRefused() }));
    },
    { enter: (question) => outcome ?? { number: entered.push(question) } },
    { now: () => NOW },
  );
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  const send = (
    fields: Record<string, string>,
    { headers = {}, path = "/en/questions/ask" }: { headers?: Record<string, string>; path?: string } = {},
  ) =>
    new Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }>((done, failed) => {
      const asked = request(
        {
          ...{ port, path, method: "POST", host: "127.0.0.1" },
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            origin: `http://127.0.0.1:${port}`,
            ...headers,
          },
        },
        (answer) => {
          let body = "";
          answer.on("data", (part) => {
            body += part;
          });
          answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
        },
      );
      asked.on("error", failed).end(new URLSearchParams(fields).toString());
    });
  return { entered, send };
}

describe("the server", () => {
  test("enters a question and leads to its page in the language of the form", async () => {
    const { entered, send } = await serve();
    expect(await send(form())).toMatchObject({
      status: 303,
      headers: { location: "/en/questions/1?sent=yes" },
    });
    const zh = await send(form(), { path: "/questions/ask" });
    expect(zh.headers).toMatchObject({ location: "/questions/2?sent=yes", "cache-control": "no-store" });
    expect(entered).toHaveLength(2);
  });

  test("shows a form again that it does not take, with what was typed, and enters nothing", async () => {
    const { entered, send } = await serve();
    const answer = await send(form({ words: "see https://evil.test", contact: "me" }));
    expect(answer).toMatchObject({ status: 422, headers: { "cache-control": "no-store" } });
    expect(JSON.parse(answer.body)).toEqual({
      url: `/en${askPath(CELL)}`,
      why: "links",
      typed: { kind: "other", words: "see https://evil.test", contact: "me" },
    });
    expect(entered).toEqual([]);
  });

  test.each([
    ["another site", { origin: "http://evil.test" }],
    ["nowhere", { origin: "null" }],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }],
  ])("takes nothing from %s", async (_, headers) => {
    const { entered, send } = await serve();
    expect((await send(form(), { headers })).status).toBe(403);
    expect(entered).toEqual([]);
  });

  test("takes so many from one address, and no more", async () => {
    const { entered, send } = await serve();
    await send(form({ words: "" }));
    for (let n = 2; n <= 10; n++) expect((await send(form())).status).toBe(303);
    const eleventh = await send(form());
    expect([eleventh.status, eleventh.headers["retry-after"]]).toEqual([429, "3600"]);
    expect(JSON.parse(eleventh.body)).toMatchObject({
      ...{ why: "too-often", typed: { words: "page 4 prints 80" } },
    });
    expect(entered).toHaveLength(9);
  });

  test("shows what was typed where its cell is none, or is gone", async () => {
    const { send } = await serve("no-cell");
    const typed = { kind: "other", words: "page 4 prints 80", contact: "me" };
    const none = await send(form({ cell: "x", contact: "me" }));
    expect([none.status, JSON.parse(none.body)]).toEqual([
      404,
      { url: "/en/questions/ask", why: "no-cell", typed },
    ]);
    const gone = await send(form({ contact: "me" }), { path: "/questions/ask" });
    expect([gone.status, JSON.parse(gone.body)]).toEqual([
      404,
      { url: askPath(CELL), why: "no-cell", typed },
    ]);
  });

  test("takes no large body, and no other form, and says so on a page", async () => {
    const { send } = await serve();
    for (const answer of [
      await send(form({ words: "x".repeat(40_000) })),
      await send(form(), { headers: { "content-type": "text/plain" } }),
    ]) {
      expect([answer.status, answer.headers["content-type"]]).toEqual([400, "text/html"]);
      expect(JSON.parse(answer.body)).toMatchObject({ url: "/en/questions/ask", why: "form-damaged" });
    }
    expect((await send(form(), { path: "/questions" })).status).toBe(204);
  });
});

test("no cache keeps a form with a token", () => {
  const asked = (url: string) => ({ method: "GET", url, headers: {} }) as IncomingMessage;
  for (const prefix of ["", "/en", "/zh"]) {
    expect(isCacheable(asked(`${prefix}${askPath(CELL)}`))).toBe(false);
    expect(isPrivate(asked(`${prefix}${askPath(CELL)}`))).toBe(true);
  }
  expect(isCacheable(asked("/questions/1"))).toBe(true);
});
