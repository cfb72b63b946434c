import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { searchAgencies } from "../../db/queries/search.ts";
import { listRegistryRows, REGISTRY_COLUMNS } from "../../db/registry/export.ts";
import { listRegistryProblems } from "../../db/registry/problems.ts";
import { agencyLineage } from "../../db/registry-schema.ts";
import { agencies } from "../../db/schema.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getRegions } from "../../lib/catalog/regions.ts";
import { toCsv } from "../../lib/exports/to-csv.ts";
import { toXlsx } from "../../lib/exports/to-xlsx.ts";
import { importFile } from "../../lib/ingest/import-agencies.ts";
import { checkCharacter } from "../../lib/registry/credit-code.ts";
import { registryWith } from "../fixtures/registry-sketch.ts";

const HEAD =
  "id,name,short_names,aliases,kind,level,region,parent,line,credit_code,domain,valid_from,valid_to,usual_scope";

let folder = "";
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-import-"));
  db = openInMemory();
});
afterEach(() => {
  db.$client.close();
  rmSync(folder, { recursive: true });
});

function write(content: string | Uint8Array, name = "agencies.csv"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const importText = (...lines: readonly string[]) =>
  importFile(db, getCatalog(), write(`${[HEAD, ...lines].join("\n")}\n`));
const countAgencies = () => db.select().from(agencies).all().length;
const told = ({ problems }: ReturnType<typeof importFile>) =>
  problems.map(({ row, column, code }) => [row, column, code]);

const GOOD =
  "a,余姚市财政局,市财政局,余姚市财税局@2010..2014-06-30,department,county,330281,,,,http://www.yy.gov.cn/,2010,,own-organ";

describe("rows that are sound", () => {
  it("go in with names, dates, hosts and line of work", async () => {
    expect(importText(GOOD)).toMatchObject({ counts: { added: 1, changed: 0 }, problems: [] });
    expect(db.select().from(agencies).all()).toMatchObject([
      {
        ...{
          id: "a",
          origin: "import",
          provisional: false,
          line: "finance",
          regionNameZh: "浙江省宁波市余姚市",
        },
        ...{ domains: ["yy.gov.cn"], validFrom: "2010-01-01", validTo: null, usualScope: "own-organ" },
      },
    ]);
    expect(await listRegistryRows(db)).toMatchObject([
      { short_names: "市财政局", aliases: "余姚市财税局@2010-01-01..2014-06-30" },
    ]);
    expect(importText(GOOD.replace("市财政局", "财政局"))).toMatchObject({
      counts: { added: 0, changed: 1 },
    });
    expect((await getDataVersion(db)).version).toBe(2);
  });

  it("may be headed in Chinese, in any order, in GB18030, with Chinese values, without id", () => {
    const text = "名称,类型,级别,区划代码\n余姚市财政局,政府部门,县级,330281\n";
    // 余姚市财政局 and the rest in GB18030, written by its own table.
    const bytes = Buffer.from(
      "c3fbb3c62cc0e0d0cd2cbcb6b1f02cc7f8bbaeb4fac2eb0ad3e0d2a6cad0b2c6d5febed62cd5feb8aeb2bfc3c52ccfd8bcb62c3333303238310a",
      "hex",
    );
    expect(new TextDecoder("gb18030").decode(bytes)).toBe(text);
    expect(importFile(db, getCatalog(), write(bytes))).toMatchObject({ counts: { added: 1 } });
    const [made] = db.select().from(agencies).all();
    expect(made).toMatchObject({ kind: "department", level: "county" });
    expect(importFile(db, getCatalog(), write(text))).toMatchObject({
      counts: { added: 0, changed: 0, same: 1 },
    });
    expect(db.select().from(agencies).all()[0]?.id).toBe(made?.id);
  });

  it("come back the same from their own export, as CSV and as a workbook", async () => {
    importText(GOOD, "b,余姚市总工会,,余姚工会,mass-organization,county,330281,a,,,,,2020-05-01,");
    const rows = await listRegistryRows(db);
    const words = { sheet: "Agencies", notesSheet: "Notes", notes: [] };
    for (const [name, content] of [
      ["a.csv", toCsv(REGISTRY_COLUMNS, rows)],
      ["a.xlsx", toXlsx(REGISTRY_COLUMNS, rows, words)],
    ] as const) {
      expect(importFile(db, getCatalog(), write(content, name))).toMatchObject({
        counts: { added: 0, changed: 0, same: 2 },
      });
      expect(await listRegistryRows(db)).toEqual(rows);
    }
  });

  it("take over a government that ships, by its place", () => {
    const shipped = registryWith();
    const text = `${HEAD}\n,鼓楼区人民政府,,,government,county,320106,,,,gulou.gov.cn,,,whole-region\n`;
    expect(importFile(shipped, getCatalog(), write(text))).toMatchObject({ counts: { changed: 1 } });
    const held = shipped
      .select()
      .from(agencies)
      .all()
      .filter(({ region }) => region === "320106");
    expect(held).toMatchObject([{ id: "government-320106", origin: "import" }]);
    const other = text.replace("\n,", "\ngulou,").replace("鼓楼区人民政府", "南京市鼓楼区政府");
    expect(told(importFile(shipped, getCatalog(), write(other)))).toEqual([
      [2, "region", "registry-government-repeated"],
    ]);
  });

  it("take over a government that ships as it is: reports are expected of it from then on", async () => {
    const shipped = registryWith();
    const rows = (await listRegistryRows(shipped, { all: true })).filter(({ region }) => region === "320106");
    const path = write(toCsv(REGISTRY_COLUMNS, rows));
    const versions: number[] = [];
    for (const _ of ["first", "again"]) {
      expect(importFile(shipped, getCatalog(), path)).toMatchObject({ counts: { changed: 0, same: 1 } });
      versions.push((await getDataVersion(shipped)).version);
    }
    const [first = 0, again] = versions;
    expect(again).toBe(first);
    expect(first).toBe((await getDataVersion(registryWith())).version + 1);
  });
});

describe("what became of an agency", () => {
  const HEAD_OF_LINEAGE = "id,name,name_en,kind,level,region,region_name,valid_to,became";
  const importLineage = (...lines: readonly string[]) =>
    importFile(db, getCatalog(), write(`${[HEAD_OF_LINEAGE, ...lines].join("\n")}\n`));
  const OLD = "old,余姚市质监局,Quality Bureau,department,county,330281,,2018-12-31";
  const NEW = "new,余姚市市监局,,department,county,330281,,,";

  it("is told before or after the agency it became, and comes back from the export", async () => {
    const became = "merged@2019-01-01=new#Reform plan, no. 3|moved-to-party@2020#Another";
    expect(importLineage(`${OLD},"${became}"`, NEW)).toMatchObject({ counts: { added: 2 }, problems: [] });
    const rows = await listRegistryRows(db);
    expect(rows.map(({ id, name_en, became: told }) => [id, name_en, told])).toEqual([
      ["new", null, null],
      ["old", "Quality Bureau", became.replace("2020", "2020-01-01")],
    ]);
    expect(importFile(db, getCatalog(), write(toCsv(REGISTRY_COLUMNS, rows)))).toMatchObject({
      problems: [],
    });
    expect(await listRegistryRows(db)).toEqual(rows);
    expect(db.select().from(agencyLineage).all()).toHaveLength(2);
  });

  it.each([
    ["merged@2019-01-01=nobody#Plan", "registry-successor-unknown"],
    ["merged@2019-01-01=new", "registry-edge-malformed"],
    ["merged@2019-01-01#Plan", "registry-edge-malformed"],
    ["moved-to-party@2019-01-01=new#Plan", "registry-edge-malformed"],
    ["swallowed@2019-01-01=new#Plan", "registry-edge-malformed"],
    ["merged@2019-02-30=new#Plan", "registry-edge-malformed"],
  ])("%s: %s", (became, code) => {
    const outcome = importLineage(`${OLD},${became}`, NEW);
    expect(told(outcome)).toEqual([[2, "became", code]]);
    expect(countAgencies()).toBe(0);
  });

  it("does not go round in a circle", () => {
    const outcome = importLineage(`${OLD},merged@2019=new#Plan`, `${NEW}merged@2020=old#Plan`);
    expect(told(outcome)).toEqual([2, 3].map((row) => [row, "became", "registry-lineage-circle"]));
  });
});

it("a made-up place has a code that is nobody's, says its name, and stands among no real ones", async () => {
  const head = "id,name,kind,level,region,region_name";
  let isDemonstration = false;
  const importPlace = (line: string) =>
    importFile(db, getCatalog(), write(`${head}\n${line}\n`), { isDemonstration });
  const SHILI = "a,示例市财政局,department,prefecture,990100,示例市";
  expect(told(importPlace(SHILI))).toEqual([[2, "region", "registry-region-unknown"]]);
  isDemonstration = true;
  expect(told(importPlace("a,示例市财政局,department,prefecture,990100,"))).toEqual([
    [2, "region_name", "registry-value-missing"],
  ]);
  expect(importPlace(SHILI)).toMatchObject({ problems: [] });
  expect(await listRegistryRows(db)).toMatchObject([{ region: "990100", region_name: "示例市" }]);
});

it("what was imported is found by its names and by their sound", async () => {
  const found = async (text: string) => (await searchAgencies(db, text, { limit: 3 })).map(({ id }) => id);
  importText(GOOD);
  expect(await found("yysczj")).toEqual(["a"]);
  importText(GOOD.replace("余姚市财政局", "余姚市审计局"));
  expect(await found("yysczj")).toEqual([]);
  expect(await found("yyssjj")).toEqual(["a"]);
});

describe("rows that are not", () => {
  it.each([
    ["A_b,某局,,,department,county,330281,,,,,,,", "id", "registry-id-malformed"],
    ["b,,,,department,county,330281,,,,,,,", "name", "registry-value-missing"],
    ["b,某局,,,bureau,county,330281,,,,,,,", "kind", "registry-value-unknown"],
    ["b,某局,,,department,town,330281,,,,,,,", "level", "registry-value-unknown"],
    ["b,某局,,,department,county,339999,,,,,,,", "region", "registry-region-unknown"],
    ["b,某局,,,department,county,,,,,,,,", "region", "registry-value-missing"],
    ["b,某局,,,department,county,330281,nobody,,,,,,", "parent", "registry-parent-unknown"],
    ["b,某局,,,department,county,330281,,fishing,,,,,", "line", "registry-value-unknown"],
    ["b,某局,,,department,county,330281,,,113708260043292688,,,,", "credit_code", "registry-code-check"],
    ["b,某局,,,department,county,330281,,,1.13708E+17,,,,", "credit_code", "registry-code-malformed"],
    ["b,某局,,,department,county,330281,,,,no host,,,", "domain", "registry-domain-malformed"],
    ["b,某局,,,department,county,330281,,,,,2019-02-30,,", "valid_from", "registry-date-malformed"],
    ["b,某局,,,department,county,330281,,,,,2020,2019,", "valid_to", "registry-dates-reversed"],
    ["b,某局,,旧局@2020..2019,department,county,330281,,,,,,,", "aliases", "registry-dates-reversed"],
    ["b,某局,,@2020..,department,county,330281,,,,,,,", "aliases", "registry-alias-nameless"],
    ["b,某局,,旧局@2020,department,county,330281,,,,,,,", "aliases", "registry-alias-malformed"],
    ["b,某局,,,department,county,330281,,,,,,,everything", "usual_scope", "registry-value-unknown"],
    ["a,某局,,,department,county,330281,,,,,,,", "id", "registry-id-repeated"],
    ["b,余姚市财政局,,,department,county,330281,,,,,,,", "name", "registry-name-repeated"],
    ["b,某局,,,department,county,330281,b,,,,,,", "parent", "registry-parent-circle"],
  ])("%s: %s, %s", (line, column, code) => {
    const outcome = importText(GOOD, line);
    expect(outcome.counts).toBeNull();
    expect(told(outcome)).toContainEqual([3, column, code]);
    expect(countAgencies()).toBe(0);
  });

  it("are all told, and nothing of the file goes in", async () => {
    importText(GOOD);
    const before = db.select().from(agencies).all();
    const code = "113708260043292687";
    const outcome = importText(
      GOOD.replace("市财政局", "财政局"),
      `b,某局,,,department,county,330281,,,${code},,,,`,
      `c,,,,bureau,county,330281,,,${code},,,,`,
      `d,某某局,,,department,county,330281,,,${code},,,,`,
    );
    expect(told(outcome)).toEqual([
      [4, "name", "registry-value-missing"],
      [4, "kind", "registry-value-unknown"],
      [5, "credit_code", "registry-code-repeated"],
    ]);
    expect(db.select().from(agencies).all()).toEqual(before);
    expect((await getDataVersion(db)).version).toBe(1);
  });

  it("of the same name may follow each other, and stand under two parents", () => {
    const zone = (id: string) => `${id},${id}开发区管委会,,,development-zone,county,330281,,,,,,,`;
    const outcome = importText(
      ...["x", "y"].map(zone),
      ...["x", "y"].map((id) => `${id}-f,财政局,,,department,county,330281,${id},,,,,,`),
      "old,余姚市文化局,,,department,county,330281,,,,,,2018-12-31,",
      "new,余姚市文化局,,,department,county,330281,,,,,2019-01-01,,",
    );
    expect(outcome).toMatchObject({ counts: { added: 6 }, problems: [] });
  });

  it("in a circle of parents are told with the way round", () => {
    const outcome = importText(
      "x,甲局,,,department,county,330281,y,,,,,,",
      "y,乙局,,,department,county,330281,z,,,,,,",
      "z,丙局,,,department,county,330281,x,,,,,,",
      "w,丁局,,,department,county,330281,x,,,,,,",
    );
    expect(told(outcome)).toEqual([2, 3, 4].map((row) => [row, "parent", "registry-parent-circle"]));
    expect(outcome.problems[0]?.parameters.circle).toBe("x → y → z → x");
  });

  it.each([
    ["", "registry-file-unreadable"],
    [`${HEAD}\n`, "registry-file-empty"],
    ["id,name\na,某局\n", "registry-column-missing"],
    [`${HEAD},colour\n${GOOD},red\n`, "registry-column-unknown"],
    ["%PDF-1.7\n", "registry-file-unreadable"],
  ])("a file that begins %j: %s", (content, code) => {
    const outcome = importFile(db, getCatalog(), write(content));
    expect(outcome.counts).toBeNull();
    expect(outcome.problems.map((problem) => problem.code)).toContain(code);
  });
});

it("check finds what came into the database otherwise", () => {
  importText(GOOD);
  db.update(agencies).set({ creditCode: "113708260043292688", parent: "gone", validTo: "2009-01-01" }).run();
  expect(listRegistryProblems(db).map(({ code }) => code)).toEqual([
    "registry-parent-unknown",
    "registry-code-malformed",
    "registry-dates-reversed",
  ]);
});

it("a hundred thousand rows go in", { timeout: 600_000 }, () => {
  const OFFICES = 40;
  const counties = getRegions()
    .divisions.filter(({ level, until }) => level === "county" && until === null)
    .slice(0, 100_000 / OFFICES);
  const lines = counties.flatMap(({ code, name }, at) =>
    Array.from({ length: OFFICES }, (_, office) => {
      const begun = `11${code}${String(at * OFFICES + office).padStart(9, "0")}`;
      return `a-${code}-${office},${name}第${office}局,,,department,county,${code},,,${begun}${checkCharacter(begun)},o${office}.${code}.gov.cn,,,`;
    }),
  );
  expect(importText(...lines)).toMatchObject({ counts: { added: 100_000 }, problemCount: 0 });
  expect(countAgencies()).toBe(100_000);
  // The last row is wrong: the first stays as it was.
  const broken = importText(...lines.slice(0, 1000), "z,,,,department,county,330281,,,,,,,");
  expect(told(broken)).toEqual([[1002, "name", "registry-value-missing"]]);
});
