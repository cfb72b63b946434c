import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase, openInMemory } from "../../db/client.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { FileReading } from "../../lib/ingest/file-reading.ts";
import { openPool } from "../../lib/ingest/pool.ts";
import { describeHandedIn, readHandedIn, viewHandedIn } from "../../lib/ingest/precheck.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { openRestingPool } from "../../lib/ingest/resting-pool.ts";
import { getPrecheck, LARGEST_HANDED_IN, type Precheck } from "../../lib/precheck.ts";
import { addressOf } from "../../lib/server/client-address.ts";
import { type PrecheckReader, withPrecheck } from "../../lib/server/precheck.ts";
import { openTurnstile } from "../../lib/server/turnstile.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const SEED = "db/seed/reports";
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const LIMITS = { atOnce: 4, atOnceFromOne: 4, often: 1000, windowMs: 60_000 };

/** A server whose page is the pre-check as JSON, inside of a page that may be kept for others. */
async function serve(reader: PrecheckReader, limits = LIMITS): Promise<string> {
  const listener = withPrecheck(
    (_, response) => response.end("others"),
    async (_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("cache-control", "public, max-age=60");
      response.end(`<script>1</script>${JSON.stringify(getPrecheck())}`);
    },
    reader,
    limits,
  );
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((done) => server.once("listening", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function formOf(...files: readonly (readonly [string, Uint8Array])[]): FormData {
  const form = new FormData();
  for (const [name, bytes] of files) form.append("file", new File([new Uint8Array(bytes)], name));
  return form;
}

const post = (base: string, body: FormData | string, headers: Record<string, string> = {}, path = "/check") =>
  fetch(`${base}${path}`, { method: "POST", body, headers });

async function shown(response: Response): Promise<Precheck> {
  return JSON.parse((await response.text()).replace("<script>1</script>", ""));
}

const whyNot = async (response: Response): Promise<string> => {
  const precheck = await shown(response);
  return `${response.status} ${precheck.kind === "refused" ? precheck.why : precheck.kind}`;
};

const NOTHING: FileReading = {
  path: "a",
  sha256: "0",
  state: "read",
  readings: [],
  findings: [{ code: "file-encrypted", parameters: {} }],
};
const unread: Precheck = {
  ...{ kind: "read", fileName: "a", bytes: 1, sha256: "0", format: null, reports: [], total: 0 },
  findings: [{ code: "file-encrypted", parameters: {}, severity: "error" }],
};
const idle = (read: () => Promise<FileReading> = async () => NOTHING): PrecheckReader => ({
  read,
  view: async () => unread,
  describe: () => [],
});
const small = () => formOf(["a.txt", strToU8("a")]);

describe("what is not read", () => {
  test("is told with its reason, and kept by nobody", async () => {
    const base = await serve(idle());
    expect(await whyNot(await post(base, formOf()))).toBe("400 no-file");
    expect(await whyNot(await post(base, formOf(["", new Uint8Array()])))).toBe("400 no-file");
    const two = formOf(["a.txt", strToU8("a")], ["b.txt", strToU8("b")]);
    expect(await whyNot(await post(base, two))).toBe("400 several-files");
    expect(await whyNot(await post(base, "file=a"))).toBe("400 form-damaged");
    const cut = { "content-type": "multipart/form-data; boundary=x" };
    expect(await whyNot(await post(base, "--x\r\nContent-Disp", cut))).toBe("400 form-damaged");
    const archive = await serve(idle(async () => ({ ...NOTHING, state: "archive" })));
    expect(await whyNot(await post(archive, small()))).toBe("415 archive");
    const encrypted = await post(base, small());
    expect(encrypted.status).toBe(422);
    expect(encrypted.headers.get("cache-control")).toBe("no-store");
    expect(encrypted.headers.get("content-security-policy")).toContain("script-src 'self' 'sha256-");
  });

  test("is told to programs in the one shape of errors", async () => {
    const base = await serve(idle());
    const answer = await post(base, formOf(), {}, "/en/check/data.json");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "no-file", status: 400 } });
  });

  test("a file that is too large is refused by what it says of its size, and by what comes", async () => {
    let read = 0;
    const base = await serve(
      idle(async () => {
        read += 1;
        return NOTHING;
      }),
    );
    const large = new Uint8Array(LARGEST_HANDED_IN + 1);
    expect(await whyNot(await post(base, formOf(["a.pdf", large])))).toBe("413 too-large");
    const endless = new ReadableStream({
      start(stream) {
        for (let at = 0; at < 22; at++) stream.enqueue(new Uint8Array(1024 * 1024));
        stream.close();
      },
    });
    const streamed = await fetch(`${base}/check`, {
      method: "POST",
      body: endless,
      headers: { "content-type": "multipart/form-data; boundary=x" },
      duplex: "half",
    } as RequestInit);
    expect(await whyNot(streamed)).toBe("413 too-large");
    expect(read).toBe(0);
  });

  test("what a page of another site sends", async () => {
    const base = await serve(idle());
    expect(await whyNot(await post(base, small(), { origin: "https://example.org" }))).toBe("403 other-site");
    expect(await whyNot(await post(base, small(), { "sec-fetch-site": "cross-site" }))).toBe(
      "403 other-site",
    );
    expect((await post(base, small(), { origin: base })).status).toBe(422);
  });

  test("what comes while enough are being read, and what comes too often", async () => {
    let finish = () => {};
    const waiting = new Promise<FileReading>((done) => {
      finish = () => done(NOTHING);
    });
    const base = await serve(
      idle(() => waiting),
      { ...LIMITS, atOnce: 1, often: 3 },
    );
    const first = post(base, small());
    await expect.poll(async () => (await post(base, small())).status).toBe(503);
    const refused = await post(base, small());
    expect(refused.headers.get("retry-after")).toBe("15");
    expect(await whyNot(refused)).toBe("503 busy");
    finish();
    expect((await first).status).toBe(422);
    expect((await post(base, small())).status).toBe(422);
    expect((await post(base, small())).status).toBe(422);
    const often = await post(base, small());
    expect([often.status, often.headers.get("retry-after")]).toEqual([429, "600"]);
  });

  test("a visitor who hangs up while sending leaves no turn taken", async () => {
    const base = await serve(idle(), { ...LIMITS, atOnce: 1 });
    const { port } = new URL(base);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("POST /check HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n");
    socket.write("Content-Type: multipart/form-data; boundary=x\r\n\r\n--x");
    await expect.poll(async () => (await post(base, small())).status).toBe(503);
    socket.destroy();
    await expect.poll(async () => (await post(base, small())).status).toBe(422);
  });
});

test("other addresses and methods are answered by others", async () => {
  const base = await serve(idle());
  expect(await (await fetch(`${base}/check`)).text()).toBe("others");
  expect(await (await post(base, small(), {}, "/checks")).text()).toBe("others");
});

describe("the turnstile", () => {
  test("forgets what is past, and one address does not keep out another", () => {
    let now = 0;
    const { enter } = openTurnstile({ atOnce: 9, atOnceFromOne: 1, often: 2, windowMs: 100 }, () => now);
    const leave = enter("a");
    expect(enter("a")).toBe("busy");
    expect(enter("b")).toBeTypeOf("function");
    if (typeof leave === "function") leave();
    const again = enter("a");
    if (typeof again === "function") again();
    expect(enter("a")).toBe("too-often");
    now = 101;
    expect(enter("a")).toBeTypeOf("function");
  });

  test("believes a proxy of this machine alone, and takes the networks of IPv6 whole", () => {
    const from = (remoteAddress: string, forwarded?: string) =>
      addressOf({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } } as never);
    expect(from("127.0.0.1", "6.6.6.6, 203.0.113.7")).toBe("203.0.113.7");
    expect(from("198.51.100.2", "203.0.113.7")).toBe("198.51.100.2");
    expect(from("2001:db8:1:2:3:4:5:6")).toBe(from("2001:db8:1:2:ffff::1"));
  });
});

test("whom the registry does not know is found by the name of its earlier reports", async () => {
  const db = openInMemory();
  const sketch = { agency: { name: "某某局" }, facts: [fact("requests-received", 7)] };
  await storeReport(db, catalog, storeInput({ ...sketch, file: "before", year: 2022 }));
  const { report, findings } = storeInput({ ...sketch, file: "now", year: 2023 });
  const reading: FileReading = { ...NOTHING, readings: [{ report, findings }], findings: [] };
  const view = async (of: FileReading) => {
    const precheck = await viewHandedIn(of, 1, { db, catalog });
    return precheck.kind === "read" ? precheck.reports[0]?.hasPrevious : undefined;
  };
  expect(await view(reading)).toBe(true);
  const other = { ...report, identity: { ...report.identity, year: 2022 } };
  expect(await view({ ...reading, readings: [{ report: other, findings }] })).toBe(false);
});

describe("what is read", () => {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-precheck-"));
  const { TMPDIR } = process.env;
  const pool = openRestingPool(
    () => openPool({ limits: { workers: 1, seconds: 60, megabytes: 512 }, catalog }),
    60_000,
  );
  let db: Database;
  const before = "pingtan-zone-2023.docx";
  const reader: PrecheckReader = {
    read: (file) => readHandedIn(file, { db, catalog, pool }),
    view: (reading, bytes) => viewHandedIn(reading, bytes, { db, catalog }),
    describe: (reading, language) => describeHandedIn(reading, catalog, language),
  };

  beforeAll(async () => {
    // Others work in the common folder for what is temporary.
    process.env.TMPDIR = mkdtempSync(join(tmpdir(), "gongkai-ground-"));
    const seeded = openDatabase(join(folder, "gongkai.sqlite"));
    const bytes = readFileSync(join(SEED, before));
    const [read] = (await readReports({ fileName: before, bytes }, catalog)).value;
    if (read === undefined) throw new Error("The seed was not read");
    const file = { fileName: before, bytes: bytes.length, readAt: "2026-01-01T00:00:00.000Z", reader: "r" };
    await storeReport(seeded, catalog, { ...read, ...file });
    seeded.$client.close();
    db = openDatabase(join(folder, "gongkai.sqlite"), { readonly: true });
    await db.$client.prepare("SELECT count(*) FROM facts").get();
  });
  afterAll(() => {
    pool.close();
    db.$client.close();
    for (const place of [folder, tmpdir()]) rmSync(place, { recursive: true });
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });

  /** Every file with its content; the index of the write-ahead log is memory that readers share. */
  const imageOf = (place: string): string[] =>
    readdirSync(place, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(place, name)).isFile() && !name.endsWith("-shm"))
      .map(
        (name) =>
          `${name} ${createHash("sha256")
            .update(readFileSync(join(place, name)))
            .digest("hex")}`,
      )
      .sort();
  const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith("gongkai-"));

  const seed = (name: string) => readFileSync(join(SEED, name));

  test("is shown as its page would show it, checked with the year before, and leaves nothing behind", async () => {
    const base = await serve(reader);
    const [held, left] = [imageOf(folder), temporary()];
    const response = await post(base, formOf(["某某.docx", seed("pingtan-zone-2024.docx")]));
    const precheck = await shown(response);
    if (precheck.kind !== "read") throw new Error("It was refused");
    const [report] = precheck.reports;
    expect([response.status, precheck.fileName, precheck.format]).toEqual([200, "某某.docx", "docx"]);
    expect(report?.identity).toMatchObject({ agency: { id: "pingtan-zone" }, year: 2024 });
    expect(report?.hasPrevious).toBe(true);
    expect(report?.counts.find(({ check }) => check === "carry-over")?.passed).toBeGreaterThan(0);
    expect(report?.tables.every(({ read, expected }) => read === expected)).toBe(true);
    const unpacked = await post(base, formOf(["b.zip", zipSync({ "a.txt": strToU8("a") })]));
    expect(await whyNot(unpacked)).toBe("415 archive");
    expect(await whyNot(await post(base, formOf(["a.bin", new Uint8Array(64).fill(1)])))).toBe("415 read");
    expect(await whyNot(await post(base, formOf(["empty.docx", new Uint8Array()])))).toBe("422 read");
    const locked = readFileSync("tests/fixtures/documents/pdf-with-password/source.pdf");
    expect(await shown(await post(base, formOf(["locked.pdf", locked])))).toMatchObject({
      findings: [{ code: "file-encrypted", severity: "error" }],
    });
    expect(imageOf(folder)).toEqual(held);
    expect(temporary()).toEqual(left);
  }, 60_000);

  test("as JSON is what the command line prints", async () => {
    const base = await serve(reader);
    const answer = await post(
      base,
      formOf(["a.xlsx", seed("suqian-city-2024.xlsx")]),
      {},
      "/check/data.json",
    );
    const [report] = await answer.json();
    expect(report).toMatchObject({ file: "a.xlsx", format: "xlsx", year: 2024 });
    expect(report.checks.length).toBeGreaterThan(100);
    expect(report.facts.length).toBe(200);
  }, 60_000);

  test("fails the check that its figures fail", async () => {
    const base = await serve(reader);
    const page = seed("huaian-city-2024.html").toString("utf8");
    const good = await shown(await post(base, formOf(["a.html", strToU8(page)])));
    const [whole] = good.kind === "read" ? good.reports : [];
    const total = whole?.facts.find(
      ({ indicator, member }) => indicator === "requests-received" && member === "total",
    );
    const printed = total?.printed ?? "";
    const at = page.indexOf(`>${printed}<`, total?.origin.offset);
    const bad = `${page.slice(0, at)}>${Number(printed) + 1}<${page.slice(at + printed.length + 2)}`;
    const precheck = await shown(await post(base, formOf(["a.html", strToU8(bad)])));
    const [report] = precheck.kind === "read" ? precheck.reports : [];
    const failed = (of: typeof report) => of?.findings.flatMap(({ check }) => check ?? []) ?? [];
    const extra = failed(report).filter((check) => !failed(whole).includes(check));
    expect(extra).toEqual(["requests-balance", "requests-row"]);
    const row = report?.findings.find(({ check }) => check === "requests-row");
    expect(row?.detail?.operands).toHaveLength(7);
  }, 60_000);
});
