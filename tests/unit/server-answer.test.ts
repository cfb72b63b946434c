import { createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { answerWith } from "../../lib/server/answer.ts";
import type { KeptResponse } from "../../lib/server/kept-response.ts";
import { ResponseCache } from "../../lib/server/response-cache.ts";

const PAGE = `<!doctype html><title>公开</title><script>alert(1)</script>${"<p>数据".repeat(200)}`;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A server whose pages are rendered by `render`; counts the renderings. */
async function serve(render: RequestListener) {
  const site = { rendered: 0, version: 1 };
  const cache = new ResponseCache<KeptResponse>(1_000_000, () => site.version);
  const listener = answerWith(async (incoming, response) => {
    site.rendered += 1;
    render(incoming, response);
  }, cache);
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<Answer>((done, failed) => {
      const asked = request({ port, path, headers, method, host: "127.0.0.1" }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      asked.on("error", failed).end();
    });
  return { site, ask };
}

const servePage = () =>
  serve((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.write(PAGE.slice(0, 50));
    response.end(PAGE.slice(50));
  });

test("a page is rendered once, whoever asks and in whatever encoding", async () => {
  const { site, ask } = await servePage();
  const [plain, gzip, brotli] = await Promise.all([
    ask("/"),
    ask("/", { "accept-encoding": "gzip" }),
    ask("/", { "accept-encoding": "gzip, br" }),
  ]);
  expect(site.rendered).toBe(1);
  expect(plain.body.toString()).toBe(PAGE);
  expect(gunzipSync(gzip.body).toString()).toBe(PAGE);
  expect(brotliDecompressSync(brotli.body).toString()).toBe(PAGE);
  expect(new Set([plain, gzip, brotli].map(({ headers }) => headers.etag)).size).toBe(3);
});

test("parameters in another order are the same page, other values another", async () => {
  const { site, ask } = await servePage();
  await ask("/compare?b=2&a=1");
  await ask("/compare?a=1&b=2");
  expect(site.rendered).toBe(1);
  await ask("/compare?a=2&b=1");
  expect(site.rendered).toBe(2);
});

test("a client that holds the page gets 304 without body", async () => {
  const { ask } = await servePage();
  const { headers } = await ask("/");
  const again = await ask("/", { "if-none-match": `"other", W/${headers.etag}` });
  expect(again.status).toBe(304);
  expect(again.body.length).toBe(0);
  expect(again.headers.etag).toBe(headers.etag);
});

test("the first request, too, may be answered 304, and HEAD has no body", async () => {
  const { site, ask } = await servePage();
  const { headers } = await ask("/");
  site.version = 2;
  expect((await ask("/", { "if-none-match": String(headers.etag) })).status).toBe(304);
  const head = await ask("/", {}, "HEAD");
  expect(head.headers["content-length"]).toBe(String(Buffer.byteLength(PAGE)));
  expect(head.body.length).toBe(0);
  expect(site.rendered).toBe(2);
});

test("a new data version renders anew", async () => {
  const { site, ask } = await servePage();
  await ask("/");
  site.version = 2;
  await ask("/");
  expect(site.rendered).toBe(2);
});

test.each([
  ["a signed-in visitor", { cookie: "theme=dark; gongkai-session=abc" }],
  ["the router's own request", { rsc: "1" }],
  ["a prefetch", { "next-router-prefetch": "1" }],
  ["a partial request", { range: "bytes=0-1" }],
  ["an authorized request", { authorization: "Bearer x" }],
])("%s passes by the cache", async (_, headers) => {
  const { site, ask } = await servePage();
  await ask("/");
  await ask("/", headers);
  await ask("/", headers);
  expect(site.rendered).toBe(3);
});

test("a page names the hashes of its scripts; a policy that a route set stays", async () => {
  const { ask } = await servePage();
  const policy = String((await ask("/")).headers["content-security-policy"]);
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  expect(policy).toContain("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
  expect(policy).toContain("frame-ancestors 'none'");

  const own = "sandbox; frame-ancestors 'self'";
  const { ask: askOriginal } = await serve((_, response) => {
    response.setHeader("content-type", "text/html");
    response.setHeader("content-security-policy", own);
    response.end(PAGE);
  });
  expect((await askOriginal("/documents/a/original")).headers["content-security-policy"]).toBe(own);
});

test("an error page carries the headers and is not kept", async () => {
  const { site, ask } = await serve((_, response) => {
    response.writeHead(500, { "content-type": "text/html" });
    response.end(PAGE);
  });
  const { status, headers, body } = await ask("/broken");
  await ask("/broken");
  expect([status, body.toString()]).toEqual([500, PAGE]);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("script-src");
  expect(site.rendered).toBe(2);
});

test("what is not found is told by a whole page in the language of the address", async () => {
  const { ask } = await serve(({ url }, response) => {
    const isWhole = url?.endsWith("/no-such-page");
    response.writeHead(isWhole ? 200 : 404, { "content-type": "text/html" });
    response.end(isWhole ? `${url}${PAGE}` : "");
  });
  for (const [path, told] of [
    ["/agencies/nobody", "/no-such-page"],
    ["/enterprises", "/no-such-page"],
    ["/en/agencies/nobody?x=1", "/en/no-such-page"],
  ] as const) {
    const { status, headers, body } = await ask(path);
    expect([path, status, body.toString()]).toEqual([path, 404, `${told}${PAGE}`]);
    expect(headers["content-security-policy"]).toContain("'sha256-");
    expect(headers.etag).toBeUndefined();
  }
  expect((await ask("/agencies/nobody", {}, "HEAD")).status).toBe(404);
});

test("a file that is not found keeps its own answer", async () => {
  const { site, ask } = await serve((_, response) => {
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"error":{"code":"agency-unknown"}}');
  });
  const { status, body } = await ask("/agencies/nobody/2024/data.json");
  expect([status, body.toString(), site.rendered]).toEqual([404, '{"error":{"code":"agency-unknown"}}', 1]);
});

test("what is no text, sets a cookie or forbids storing is not kept", async () => {
  const { site, ask } = await serve((incoming, response) => {
    if (incoming.url === "/picture") response.setHeader("content-type", "image/png");
    else response.setHeader("content-type", "text/csv");
    if (incoming.url === "/cookie") response.setHeader("set-cookie", "a=1");
    if (incoming.url === "/secret") response.setHeader("cache-control", "no-store");
    response.end("abc");
  });
  for (const path of ["/picture", "/cookie", "/secret"]) {
    await ask(path);
    expect((await ask(path)).body.toString()).toBe("abc");
  }
  expect(site.rendered).toBe(6);
});

test("a body above 2 MB is passed on whole and not kept", async () => {
  const row = "表二,1,2,3\n".repeat(10_000);
  const { site, ask } = await serve((_, response) => {
    response.setHeader("content-type", "text/csv; charset=utf-8");
    for (let at = 0; at < 20; at++) response.write(row);
    response.end();
  });
  const answers = await Promise.all([ask("/all.csv"), ask("/all.csv")]);
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(body.length).toBe(20 * Buffer.byteLength(row));
  }
  expect(site.rendered).toBe(2);
});

test("a rendering that throws is answered 500, and the next request tries again", async () => {
  let broken = true;
  const { ask } = await serve((_, response) => {
    if (broken) throw new Error("broken on purpose");
    response.setHeader("content-type", "text/plain").end("ok");
  });
  expect((await ask("/")).status).toBe(500);
  broken = false;
  expect((await ask("/")).status).toBe(200);
});

test("an answer with a validator of its own is asked whether it has changed, and keeps that validator", async () => {
  const { site, ask } = await serve((incoming, response) => {
    if (incoming.headers["if-none-match"] === '"57.b-br"') {
      response.writeHead(304, { etag: '"57.b"' }).end();
      return;
    }
    response.setHeader("content-type", "application/json");
    response.setHeader("etag", '"57.b"');
    response.end('{"items":[]}');
  });
  const fresh = await ask("/api/v1/facts", { "if-none-match": '"57.b-br"' });
  expect([fresh.status, fresh.body.length, site.rendered]).toEqual([304, 0, 1]);
  const whole = await ask("/api/v1/facts", { "accept-encoding": "br" });
  expect([whole.status, whole.headers.etag]).toEqual([200, '"57.b-br"']);
  const kept = await ask("/api/v1/facts", { "accept-encoding": "br", "if-none-match": '"57.b-br"' });
  expect([kept.status, site.rendered]).toEqual([304, 2]);
  const page = await ask("/compare", { "if-none-match": '"57.b-br"' });
  expect([page.status, page.headers.etag === '"57.b"']).toEqual([200, false]);
});

test("the desk, and whoever is signed in, get pages of their own, with a policy, that nobody keeps", async () => {
  const { site, ask } = await servePage();
  const session = { cookie: "a=b; gongkai-session=abc" };
  for (const [path, headers] of [
    ["/desk", {}],
    ["/en/desk/audit?actor=lin", {}],
    ["/", session],
    ["/compare", session],
  ] as const) {
    site.rendered = 0;
    for (let n = 0; n < 2; n++) {
      const { headers: told, body } = await ask(path, headers);
      expect(told["cache-control"], path).toBe("private, no-store");
      expect(told["content-security-policy"], path).toContain("'sha256-");
      expect(told.etag, path).toBeUndefined();
      expect(body.toString(), path).toBe(PAGE);
    }
    expect(site.rendered, path).toBe(2);
  }
});

test("an address that only begins like the desk is kept like any other", async () => {
  const { site, ask } = await servePage();
  await ask("/desktop");
  await ask("/desktop");
  expect(site.rendered).toBe(1);
});

test("who asks is told by the connection, and by a proxy of this machine alone", async () => {
  const { ask } = await serve((incoming, response) => {
    response.setHeader("content-type", "text/plain");
    response.end(String(incoming.headers["x-gongkai-address"]));
  });
  const own = await ask("/desk", { "x-gongkai-address": "6.6.6.6" });
  expect(own.body.toString()).toBe("127.0.0.1");
  const behind = await ask("/desk", { "x-forwarded-for": "6.6.6.6, 10.1.1.1" });
  expect(behind.body.toString()).toBe("10.1.1.1");
});
