import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getReportCsv } from "../../app/[lang]/agencies/[id]/[year]/data.csv/route.ts";
import { GET as getCompareCsv } from "../../app/[lang]/compare/data.csv/route.ts";
import { GET as getCompareJson } from "../../app/[lang]/compare/data.json/route.ts";
import { GET as getRankCsv } from "../../app/[lang]/rank/data.csv/route.ts";
import { GET as getReleaseFile } from "../../app/[lang]/releases/[number]/[file]/route.ts";
import { requireReleaseFiles } from "../../app/[lang]/releases/release-files.ts";
import { GET as getFacts } from "../../app/api/v1/facts/route.ts";
import { GET as getSeries } from "../../app/api/v1/series/route.ts";
import { type Database, openDatabase, openExisting } from "../../db/client.ts";
import { enterRelease } from "../../db/desk/publish.ts";
import { watchVerdicts } from "../../db/desk/verdict-changes.ts";
import { getDatabaseAsOf } from "../../db/index.ts";
import { listReleaseFiles, placeOf } from "../../db/release-files.ts";
import { storeReport } from "../../db/store.ts";
import { makeBackup } from "../../lib/backup/make-backup.ts";
import { restoreBackup } from "../../lib/backup/restore-backup.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { hashOf } from "../../lib/documents/hash.ts";
import { openPacked } from "../../lib/documents/unzip.ts";
import { fact, READ_AT, type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let outer: string;
let folder: string;
let db: Database;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "gongkai-release-files-"));
  folder = join(outer, "data");
  db = openDatabase(join(folder, "gongkai.sqlite"));
  vi.stubEnv("GONGKAI_DATA", folder);
  Object.assign(globalThis, { gongkaiDatabase: undefined, gongkaiFormer: undefined });
});
afterEach(() => {
  vi.unstubAllEnvs();
  db.$client.close();
  rmSync(outer, { recursive: true });
});

/** Stores reports and makes them the next release. */
async function release(...sketches: readonly ReportSketch[]): Promise<number> {
  const own = openExisting(join(folder, "gongkai.sqlite"));
  watchVerdicts(own);
  for (const sketch of sketches) await storeReport(own, catalog, storeInput(sketch));
  const by = { key: 1, name: "lin", role: "publisher", remit: EVERYWHERE } as never;
  const number = enterRelease(own, catalog, { title: "T", notes: "", by, address: "", at: READ_AT }, [], {});
  own.$client.close();
  return number;
}

const figure = (amount: number) => [fact("requests-received", amount)];
const VIEW = "agencies=pingtan-zone&indicator=requests-received&years=2021-2022";
const PARAMS = { params: Promise.resolve({ lang: "en" }) };
const view = async (get: typeof getCompareCsv, query: string) =>
  get(new Request(`http://localhost/en/compare/data.csv?${query}`), PARAMS);
const file = (number: number, name: string, lang = "en") =>
  getReleaseFile(new Request(`http://localhost/en/releases/${number}/${name}`), {
    params: Promise.resolve({ lang, number: String(number), file: name }),
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const named = (response: Response) =>
  /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
const part = (bytes: Buffer, name: string) =>
  Buffer.from(
    openPacked(new Uint8Array(bytes))
      .entries.find((entry) => entry.name === name)
      ?.read().bytes ?? [],
  ).toString();

describe("an address that names a release", () => {
  test("gives the same CSV before and after a correction, and another one without the release", async () => {
    await release({ file: "a", facts: figure(7) }, { file: "x", year: 2021, facts: figure(3) });
    const before = await (await view(getCompareCsv, `${VIEW}&release=1`)).text();
    const newest = await (await view(getCompareCsv, VIEW)).text();
    await release({ file: "b", facts: figure(8) });
    const after = await view(getCompareCsv, `${VIEW}&release=1`);
    expect(named(after)).toBe("gongkai-requests-received-2021-2022-release-1.csv");
    expect(await after.text()).toBe(before);
    expect(before).toContain(",7,");
    expect(await (await view(getCompareCsv, VIEW)).text()).not.toBe(newest);
  });

  test("is refused by the file of a report where it is not kept, and not as a report that is not held", async () => {
    await release({ file: "a", facts: figure(7) });
    const ask = (query: string) =>
      getReportCsv(new Request(`http://localhost/en/agencies/pingtan-zone/2022/data.csv?${query}`), {
        params: Promise.resolve({ lang: "en", id: "pingtan-zone", year: "2022" }),
      });
    expect((await ask("release=1")).status).toBe(200);
    const refused = await ask("release=99");
    expect([refused.status, (await refused.json()).error.code]).toEqual([404, "no-such-state"]);
  });

  test("says in every file which state it is and that newer figures exist", async () => {
    await release({ file: "a", facts: figure(7) });
    await release({ file: "b", facts: figure(8) });
    const json = await (await view(getCompareJson, `${VIEW}&release=1`)).json();
    const text = JSON.stringify(json.notes);
    expect(text).toContain("You see the figures of release 1");
    expect(text).toContain("one report of this view has changed since");
    expect(json.address).toContain("release=1");
    const rank = await view(getRankCsv as never, "indicator=requests-received&year=2022&release=1");
    expect(await rank.text()).toContain("You see the figures of release 1");
    const again = await (await view(getCompareJson, `${VIEW}&release=2`)).json();
    expect(JSON.stringify(again.notes)).toContain("No report of this view has changed since");
  });

  test("leaves no connection open for those who ask no more", async () => {
    const versions: number[] = [];
    for (let amount = 1; amount <= 24; amount++) {
      await release({ file: `f${amount}`, facts: figure(amount) });
      versions.push(amount);
    }
    const now = Number(db.$client.prepare("SELECT version FROM release").pluck().get());
    const opened = versions.map((at) => getDatabaseAsOf(at, now));
    const open = () => opened.map(({ $client }) => $client.open);
    expect(open()).toEqual(versions.map((at) => at > 24 - 4 - 16));
    expect(getDatabaseAsOf(24, now)).toBe(opened.at(-1));
    vi.useFakeTimers();
    // Another present: what is open is of no use any more, and is closed when whoever reads it is done.
    const last = getDatabaseAsOf(24, now + 1);
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    expect(open().filter(Boolean).length).toBeLessThanOrEqual(16);
    expect(opened.at(-1)?.$client.open).toBe(false);
    expect(last.$client.open).toBe(true);
  });

  test("is answered by the API, a version of the data, too", async () => {
    await release({ file: "a", facts: figure(7) });
    await release({ file: "b", facts: figure(8) });
    const ask = async (get: typeof getSeries, query: string) =>
      (await get(new Request(`http://localhost/api/v1/series?${query}`))).json();
    const series = "agencies=pingtan-zone&indicators=requests-received&years=2022";
    const [then, now] = [await ask(getSeries, `${series}&release=1`), await ask(getSeries, series)];
    expect([then.items[0].amount, now.items[0].amount]).toEqual([7, 8]);
    expect(then).toMatchObject({ newest_data_version: now.data_version });
    expect(then.items[0].data_version).toBe(then.data_version);
    expect(await ask(getSeries, `${series}&data=${then.data_version}`)).toEqual(then);
    const facts = await ask(getFacts, "agency=pingtan-zone&year=2022&release=1");
    expect(facts.items.map(({ amount }: { amount: number }) => amount)).toEqual([7]);
    const none = await getSeries(new Request(`http://localhost/api/v1/series?${series}&release=9`));
    expect([none.status, (await none.json()).code]).toEqual([404, "no-such-state"]);
  });

  test.each(["release=9", "release=x", "data=999", "data=0", "data=old"])(
    "that is not kept (%s) gives no file",
    async (state) => {
      await release({ file: "a", facts: figure(7) });
      const answer = await view(getCompareCsv, `${VIEW}&${state}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain(state);
    },
  );
});

describe("the files of a release", () => {
  test("are the same bytes whatever is released later, and say which release they are", async () => {
    await release({ file: "a", facts: figure(7) });
    const first = await bytesOf(await file(1, "2022.zip"));
    await release({ file: "b", facts: figure(8) });
    await release({ file: "c", facts: figure(9) });
    expect(await bytesOf(await file(1, "2022.zip"))).toEqual(first);
    expect(part(first, "README.txt")).toMatch(/Release 1 of/);
    expect(part(first, "facts.csv")).toContain(",7,");
    const third = await bytesOf(await file(3, "2022.zip"));
    expect(part(third, "README.txt")).toMatch(/Release 3 of/);
    expect(part(third, "facts.csv")).toContain(",9,");
  });

  test("made late, from the data as they were shown, are the bytes that would have been made at once", async () => {
    await release({ file: "a", facts: figure(7) });
    const atOnce = await bytesOf(await file(1, "2022.zip"));
    rmSync(join(folder, "release-files"), { recursive: true });
    await release({ file: "b", facts: figure(8) });
    expect(await bytesOf(await file(1, "2022.zip"))).toEqual(atOnce);
  });

  test("are shared by releases in which nothing of the year changed", async () => {
    await release({ file: "a", facts: figure(7) }, { file: "x", year: 2021, facts: figure(3) });
    await release(
      { file: "b", facts: figure(8) },
      { file: "w", year: 2020, facts: figure(5) },
      { file: "y", year: 2019, agency: { name: "某某县档案馆" } },
    );
    const [one, two] = [await requireReleaseFiles(1), await requireReleaseFiles(2)];
    const of = (files: typeof one, year: number) =>
      files?.filter((each) => each.year === year).map(({ sha256, since }) => [sha256, since]);
    expect(of(two, 2021)).toEqual(of(one, 2021));
    expect(of(two, 2022)?.map(([, since]) => since)).toEqual([2, 2]);
    expect(two?.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2022].flatMap((year) => [year, year]));
    const held = readdirSync(join(folder, "release-files"), { recursive: true }).filter((name) =>
      String(name).endsWith(".zip"),
    );
    expect(held.length).toBe(new Set([...(one ?? []), ...(two ?? [])].map(({ sha256 }) => sha256)).size);
    expect(named(await file(2, "2021.zip"))).toBe("gongkai-2021-release-1.zip");
  });

  test("are listed with their hashes", async () => {
    await release({ file: "a", facts: figure(7) });
    const sums = await (await file(1, "SHA256SUMS")).text();
    expect(sums).toBe(`${hashOf(await bytesOf(await file(1, "2022.zip")))}  gongkai-2022-release-1.zip\n`);
    expect((await file(1, "2021.zip")).status).toBe(404);
    expect((await file(2, "2022.zip")).status).toBe(404);
    expect((await file(1, "../../x")).status).toBe(404);
  });

  test("are finished by whoever asks, where a process ended in the middle", async () => {
    await release({ file: "a", facts: figure(7) }, { file: "x", year: 2021, facts: figure(3) });
    const whole = await requireReleaseFiles(1);
    const [lost] = whole ?? [];
    if (lost === undefined) throw new Error("no files");
    // Killed before the list was kept, with one file half written and one not begun.
    rmSync(join(folder, "release-files/release-1.json"));
    rmSync(placeOf(folder, lost.sha256));
    writeFileSync(join(folder, `release-files/release-1-${lost.year}-${lost.lang}.999999999.part`), "half");
    expect(listReleaseFiles(folder, 1)).toBeUndefined();
    expect(await requireReleaseFiles(1)).toEqual(whole);
    expect(readdirSync(join(folder, "release-files")).filter((name) => name.endsWith(".part"))).toEqual([]);
    // A file that is lost later is made anew.
    rmSync(placeOf(folder, lost.sha256));
    expect(await requireReleaseFiles(1)).toEqual(whole);
    expect(existsSync(placeOf(folder, lost.sha256))).toBe(true);
  });

  test("that are lost and would come out as other bytes are refused; the others stay as they are", async () => {
    await release({ file: "a", facts: figure(7) }, { file: "x", year: 2021, facts: figure(3) });
    const whole = (await requireReleaseFiles(1)) ?? [];
    const [lost, ...others] = whole.filter(({ lang }) => lang === "en");
    if (lost === undefined) throw new Error("no files");
    const own = openExisting(join(folder, "gongkai.sqlite"));
    own.$client.exec("UPDATE agencies SET name_en = 'Another name'");
    own.$client.close();
    rmSync(placeOf(folder, lost.sha256));
    const answer = await file(1, `${lost.year}.zip`);
    expect([answer.status, (await answer.json()).error.code]).toEqual([410, "file-lost"]);
    expect(await requireReleaseFiles(1)).toEqual(whole);
    for (const other of others)
      expect(hashOf(await bytesOf(await file(1, `${other.year}.zip`)))).toBe(other.sha256);
  });

  test("are in a backup and come back with it", async () => {
    await release({ file: "a", facts: figure(7) });
    const made = await requireReleaseFiles(1);
    const backup = join(outer, "backup.tar.gz");
    await makeBackup(folder, backup);
    const other = join(outer, "other");
    await restoreBackup(backup, { dataFolder: other, replace: false });
    expect(listReleaseFiles(other, 1)).toEqual(made);
    for (const { sha256 } of made ?? []) expect(hashOf(readFileSync(placeOf(other, sha256)))).toBe(sha256);
  });
});
