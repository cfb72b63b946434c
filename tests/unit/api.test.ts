import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { messages } from "../../app/_messages/messages.ts";
import { GET as getAgencies } from "../../app/api/v1/agencies/route.ts";
import { GET as getFacts } from "../../app/api/v1/facts/route.ts";
import { GET as getFindings } from "../../app/api/v1/findings/route.ts";
import { GET as getIndicators } from "../../app/api/v1/indicators/route.ts";
import { GET as getOpenApi } from "../../app/api/v1/openapi.json/route.ts";
import { GET as getRates } from "../../app/api/v1/rates/route.ts";
import { GET as getReports } from "../../app/api/v1/reports/route.ts";
import { GET as getSeries } from "../../app/api/v1/series/route.ts";
import { listReports } from "../../db/queries/reports.ts";
import { storeReport } from "../../db/store.ts";
import { ENDPOINTS, type EndpointName, pageOf } from "../../lib/api/endpoints.ts";
import { buildOpenApi } from "../../lib/api/openapi.ts";
import { Problem } from "../../lib/api/problem.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";
import { serveFrom, storeSeed } from "../fixtures/store-seed.ts";

const ROUTES: Readonly<Record<EndpointName, (request: Request) => Promise<Response>>> = {
  agencies: getAgencies,
  indicators: getIndicators,
  rates: getRates,
  reports: getReports,
  facts: getFacts,
  series: getSeries,
  findings: getFindings,
};
const NAMES = Object.keys(ROUTES) as EndpointName[];
const catalog = getCatalog();

type Item = Readonly<Record<string, string | number | null>>;
interface Page {
  readonly data_version: number;
  readonly items: readonly Item[];
  readonly next: string | null;
}

const ask = (name: EndpointName, query = "", headers: Record<string, string> = {}) =>
  ROUTES[name](new Request(`http://localhost/api/v1/${name}?${query}`, { headers }));
const askPage = async (name: EndpointName, query = ""): Promise<Page> => {
  const response = await ask(name, query);
  expect(response.status, `${name}?${query}`).toBe(200);
  return response.json();
};

/** All items, asked for page by page; `between` is done once, after the first page. */
async function follow(name: EndpointName, query: string, between?: () => Promise<void>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = "";
  for (let asked = 0; cursor !== null; asked++) {
    const page: Page = await askPage(name, `${query}${cursor === "" ? "" : `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.next;
    if (asked === 0) await between?.();
    expect(asked).toBeLessThan(2000);
  }
  return items;
}

const db = await storeSeed();
beforeEach(() => serveFrom(db));

describe("what the API answers", () => {
  it.each(NAMES.flatMap((name) => ENDPOINTS[name].examples.map((query) => [name, query] as const)))(
    "%s?%s is as declared, and holds something",
    async (name, query) => {
      const response = await ask(name, query);
      const body = await response.json();
      expect(z.prettifyError(pageOf(ENDPOINTS[name]).safeParse(body).error ?? new z.ZodError([]))).toBe("");
      expect(body.items.length).toBeGreaterThan(0);
    },
  );

  it.each(NAMES)("%s is as the description for programs says", async (name) => {
    const description = await (await getOpenApi(new Request("http://localhost/api/v1/openapi.json"))).json();
    const { schema } = description.paths[`/${name}`].get.responses[200].content["application/json"];
    const whole = { ...schema, $defs: description.components.schemas };
    const inlined = JSON.parse(JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/"));
    const shape = z.fromJSONSchema(inlined);
    for (const query of ENDPOINTS[name].examples) {
      const body = await (await ask(name, query)).json();
      expect(shape.safeParse(body).success, query).toBe(true);
      const broken = { ...body, items: body.items.map((item: Item) => ({ ...item, strange: 1 })) };
      expect(shape.safeParse(broken).success, query).toBe(false);
    }
  });

  it("says in both languages what every field and parameter means", () => {
    for (const lang of ["zh", "en"] as const) {
      const built = JSON.parse(
        JSON.stringify(buildOpenApi(messages(lang).api, catalog.columns, { lang, version: "1" })),
      );
      for (const name of NAMES) {
        const { parameters } = built.paths[`/${name}`].get;
        for (const parameter of parameters) expect(parameter.description, parameter.name).toBeTruthy();
      }
      const { Problem: _, ...rows } = built.components.schemas;
      for (const [row, { properties }] of Object.entries<{
        properties: Record<string, { description?: string }>;
      }>(rows))
        for (const [field, { description }] of Object.entries(properties))
          expect(description, `${row}.${field}`).toBeTruthy();
    }
  });
});

describe("pages", () => {
  it.each([
    ["agencies", "", 4],
    ["agencies", "held=yes", 2],
    ["indicators", "", 7],
    ["rates", "", 3],
    ["reports", "", 3],
    ["facts", "agency=pingtan-zone", 31],
    ["facts", "indicator=requests-received", 5],
    ["findings", "", 4],
    [
      "series",
      "agencies=suqian-city,pingtan-zone,yuyao-trade-union&indicators=requests-received,denied&years=2011-2025",
      7,
    ],
    ["series", "agencies=suqian-city,pingtan-zone&rate=full-disclosure-rate", 4],
  ] as const)("of %s?%s hold together what one page holds", async (name, query, limit) => {
    const together = await follow(name, `${query}&limit=${limit}`);
    const whole = await follow(name, `${query}&limit=1000`);
    expect(together).toEqual(whole);
    expect(whole.length).toBeGreaterThan(limit);
  });

  it("of facts hold every cell of every report", async () => {
    const reports = await listReports(db);
    const facts = await follow("facts", "limit=777");
    const keys = facts.map(({ agency, year, scope, edition, indicator, member }) =>
      [agency, year, scope, edition, indicator, member].join(" "),
    );
    const held = db.$client
      .prepare("SELECT count(*) FROM facts JOIN reports ON current = version")
      .pluck()
      .get();
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBe(held);
    expect(new Set(facts.map(({ agency, year }) => `${agency} ${year}`)).size).toBe(reports.length);
  });

  it("neither miss nor repeat what was there when something is stored between two of them", async () => {
    const before = await follow("facts", "limit=1000");
    const key = ({ agency, year, edition, indicator, member }: Item) =>
      [agency, year, edition, indicator, member].join(" ");
    const during = await follow("facts", "limit=100", async () => {
      for (const agency of ["huaian-city", "pingtan-zone"])
        await storeReport(
          db,
          catalog,
          storeInput({ file: `later ${agency}`, agency, year: 2009, facts: [fact("requests-received", 3)] }),
        );
    });
    const seen = during.map(key);
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.map(key).filter((one) => !seen.includes(one))).toEqual([]);
  });

  it("of what is rare may be empty and still lead on", async () => {
    const version = db.$client.prepare("SELECT current FROM reports WHERE year = 2022").pluck().get();
    const insert = db.$client.prepare(
      "INSERT INTO findings (version, code, severity, parameters) VALUES (?, 'year-undecided', 'info', '{}')",
    );
    const before = await follow("findings", "year=2023&limit=1000");
    const rare = await askPage("findings", "severity=warning&limit=1000");
    const last = Number(db.$client.prepare("SELECT max(key) FROM findings").pluck().get());
    db.$client.transaction(() => {
      for (let made = 0; made < 20_050; made++) insert.run(version);
    })();
    const cursor = Buffer.from(JSON.stringify([last])).toString("base64url");
    const page = await askPage("findings", `year=2023&cursor=${cursor}`);
    expect([page.items, page.next === null]).toEqual([[], false]);
    expect(await follow("findings", "year=2023&limit=1000")).toEqual(before);
    expect(await follow("findings", "severity=warning&limit=1000")).toEqual(rare.items);
    db.$client.prepare("DELETE FROM findings WHERE key > ?").run(last);

    const facts = await follow("facts", "indicator=denied&limit=1000");
    const { lastInsertRowid: empty } = db.$client
      .prepare("INSERT INTO agencies (id, name_zh, provisional) VALUES ('a-first', 'a', 1)")
      .run();
    db.$client.transaction(() => {
      const report = db.$client.prepare(
        "INSERT INTO reports (agency, year, scope) VALUES (?, ?, 'own-organ')",
      );
      const held = db.$client.prepare(
        "INSERT INTO versions (report, number, document, read_at, reader, cells_read, cells_expected, evidence, tables) SELECT ?, 1, sha256, '', '', 0, 0, '[]', '[]' FROM documents LIMIT 1",
      );
      const shown = db.$client.prepare("UPDATE reports SET current = ? WHERE key = ?");
      for (let year = 1000; year < 1520; year++) {
        const key = report.run(empty, year).lastInsertRowid;
        shown.run(held.run(key).lastInsertRowid, key);
      }
    })();
    const first = await askPage("facts", "indicator=denied&limit=1000");
    expect([first.items, first.next === null]).toEqual([[], false]);
    expect(await follow("facts", "indicator=denied&limit=1000")).toEqual(facts);
  });

  it("name the whole address of the next one", async () => {
    const response = await ask("reports", "limit=2&lang=en");
    const { next } = await response.json();
    expect(response.headers.get("link")).toBe(`</api/v1/reports?limit=2&lang=en&cursor=${next}>; rel="next"`);
    const all = await ask("reports", "limit=1000");
    expect(all.headers.get("link")).toBeNull();
  });
});

describe("a client that holds an answer", () => {
  it("gets 304 until the data change", async () => {
    const etag = (await ask("reports")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"\d+\./);
    const unchanged = await ask("reports", "", { "if-none-match": `"other", W/${etag}` });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    const packed = etag.replace(/"$/, '-br"');
    expect((await ask("reports", "", { "if-none-match": packed })).status).toBe(304);
    await storeReport(db, catalog, storeInput({ file: "new", year: 2008 }));
    const changed = await ask("reports", "", { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
  });
});

describe("an address that cannot be answered", () => {
  it.each([
    ["facts", "limit=0", "bad-parameter", ["limit"]],
    ["facts", "limit=1001", "bad-parameter", ["limit"]],
    ["facts", "year=20222&scope=all", "bad-parameter", ["year", "scope"]],
    ["facts", "indicator=no-such-thing", "unknown-id", []],
    ["facts", "agancy=suqian-city", "unknown-parameter", []],
    ["facts", "cursor=nonsense", "bad-cursor", []],
    ["facts", `cursor=${Buffer.from('["a"]').toString("base64url")}`, "bad-cursor", []],
    ["series", "indicators=denied", "bad-parameter", ["agencies"]],
    ["series", "agencies=suqian-city", "one-subject", []],
    ["series", "agencies=suqian-city&indicators=denied&rate=denial-rate", "one-subject", []],
    ["series", "agencies=nowhere&indicators=denied", "unknown-id", []],
    ["series", "agencies=suqian-city&indicators=denied&years=2025-2011", "bad-parameter", ["years"]],
    ["series", "agencies=suqian-city&indicators=denied&member=nobody", "unknown-id", []],
  ] as const)("%s?%s: %s", async (name, query, code, parameters) => {
    for (const lang of ["zh", "en"] as const) {
      const response = await ask(name, `${query}&lang=${lang}`);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(response.headers.get("cache-control")).toBe("no-store");
      const problem = Problem.parse(await response.json());
      expect([response.status, problem.status, problem.code]).toEqual([400, 400, code]);
      expect(problem.errors.map(({ parameter }) => parameter).sort()).toEqual([...parameters].sort());
      expect(problem.detail).not.toMatch(/\{\w+\}/);
      expect(problem.help).toMatch(lang === "zh" ? /^\/api/ : /^\/en\/api/);
    }
  });
});
