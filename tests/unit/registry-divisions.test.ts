import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { type Database, openDatabase, openInMemory } from "../../db/client.ts";
import { listAgencies } from "../../db/queries/agencies.ts";
import { listExpected } from "../../db/queries/expected-agencies.ts";
import { bringRegistryUp } from "../../db/registry/divisions.ts";
import { listRegistryProblems } from "../../db/registry/problems.ts";
import { agencyLineage, agencyNames, divisions } from "../../db/registry-schema.ts";
import { agencies } from "../../db/schema.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getRegions } from "../../lib/catalog/regions.ts";
import { enter, registryWith } from "../fixtures/registry-sketch.ts";
import { storeInput } from "../fixtures/report-builder.ts";

const get = (db: Database, id: string) => db.select().from(agencies).where(eq(agencies.id, id)).get();
const namesOf = (db: Database, id: string) =>
  db
    .select({ name: agencyNames.name, kind: agencyNames.kind, validTo: agencyNames.validTo })
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(eq(agencies.id, id))
    .all();
const totalChanges = (db: Database) => db.$client.prepare("SELECT total_changes()").pluck().get();
const edgesFrom = (db: Database, id: string) => {
  const key = get(db, id)?.key ?? 0;
  const ids = new Map(
    db
      .select()
      .from(agencies)
      .all()
      .map((one) => [one.key, one.id]),
  );
  return db
    .select()
    .from(agencyLineage)
    .where(eq(agencyLineage.predecessor, key))
    .all()
    .map(({ successor, kind, on }) => [ids.get(successor ?? 0), kind, on]);
};

it("a database file is opened with all divisions and their governments, once", () => {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-registry-"));
  const db = openDatabase(join(folder, "gongkai.sqlite"));
  expect(db.select().from(divisions).all()).toHaveLength(getRegions().divisions.length);
  const before = totalChanges(db);
  bringRegistryUp(db);
  expect(totalChanges(db)).toBe(before);
  const rows = db.select().from(agencies).all();
  db.$client.close();
  const again = openDatabase(join(folder, "gongkai.sqlite"));
  expect(totalChanges(again)).toBe(0);
  expect(again.select().from(agencies).all()).toEqual(rows);
  again.$client.close();
  rmSync(folder, { recursive: true });
});

it("a newer snapshot brings the same keys and doubles nothing", () => {
  const db = registryWith();
  const rows = db.select().from(agencies).all();
  const edges = db.$client.prepare("SELECT count(*) FROM agency_lineage").pluck().get();
  db.$client.pragma("user_version = 1");
  bringRegistryUp(db);
  expect(db.select().from(agencies).all()).toEqual(rows);
  expect(db.$client.prepare("SELECT count(*) FROM agency_lineage").pluck().get()).toBe(edges);
});

it("governments have place, parent, names and years", () => {
  const db = registryWith();
  expect(get(db, "government-320106")).toMatchObject({
    ...{ nameZh: "鼓楼区人民政府", regionNameZh: "江苏省南京市鼓楼区", parent: "government-320100" },
    ...{
      level: "county",
      kind: "government",
      origin: "division",
      provisional: false,
      usualScope: "whole-region",
    },
  });
  // 2020: 桥东区 became 襄都区 under its code.
  expect(namesOf(db, "government-130502")).toEqual([
    { name: "桥东区人民政府", kind: "former", validTo: "2019-12-31" },
    { name: "桥东区", kind: "former", validTo: "2019-12-31" },
    { name: "襄都区人民政府", kind: "official", validTo: null },
    { name: "襄都区", kind: "short", validTo: null },
  ]);
  // 2011: 万盛区 and 綦江县 became 綦江区, which took over the code of one of them.
  expect(get(db, "government-500110")).toMatchObject({ nameZh: "万盛区人民政府", validTo: "2010-12-31" });
  expect(get(db, "government-500110-2011")).toMatchObject({ nameZh: "綦江区人民政府", validTo: null });
});

it("what became of abolished ones stands in edges", () => {
  const db = registryWith();
  expect(get(db, "government-110228")).toMatchObject({ validTo: "2014-12-31" });
  expect(edgesFrom(db, "government-110228")).toEqual([["government-110118", "code-changed", "2015-01-01"]]);
  expect(edgesFrom(db, "government-110103")).toEqual([["government-110101", "merged", "2010-01-01"]]);
  expect(edgesFrom(db, "government-130103").map(([to, kind]) => [to, kind])).toEqual([
    ["government-130102", "split"],
    ["government-130104", "split"],
  ]);
});

it("the catalog's governments are not doubled, and what ships holds together", () => {
  const db = registryWith();
  expect(get(db, "government-350128")).toBeUndefined();
  expect(get(db, "pingtan-county")).toMatchObject({ origin: "catalog" });
  expect(namesOf(db, "pingtan-county").map(({ name }) => name)).toContain("平潭县政府");
  expect(listRegistryProblems(db)).toEqual([]);
});

it("a database in memory is empty", () => {
  const db = openInMemory();
  expect(db.select().from(agencies).all()).toEqual([]);
});

it("divisions' governments are neither listed nor expected before they have filed; imported ones are expected", async () => {
  const db = registryWith({ id: "a-bureau", name: "余姚市财政局", region: "330281" });
  const catalog = getCatalog();
  const ids = () => listExpected(db, catalog, {}).map(({ id }) => id);
  expect(ids().toSorted()).toEqual(["a-bureau", ...catalog.agencies.map(({ id }) => id)].toSorted());
  expect(await listAgencies(db)).toEqual([]);
  const input = storeInput();
  const identity = { ...input.report.identity, agency: { id: "government-320106", name: "鼓楼区人民政府" } };
  await storeReport(db, catalog, { ...input, report: { ...input.report, identity } });
  expect(ids()).toContain("government-320106");
  expect((await listAgencies(db)).map(({ id }) => id)).toEqual(["government-320106"]);
  expect(get(db, "government-320106")).toMatchObject({ origin: "division" });
});

it("what a registry file says is overwritten by neither catalog nor snapshot", async () => {
  const db = registryWith();
  const said = { kind: "government", level: "county", usualScope: "own-level" } as const;
  enter(db, [
    { id: "pingtan-county", name: "平潭县政府机关", region: "350128", ...said },
    { id: "government-320106", name: "南京市鼓楼区人民政府", region: "320106", ...said },
  ]);
  db.$client.pragma("user_version = 1");
  bringRegistryUp(db);
  await storeReport(db, getCatalog(), storeInput({ agency: "pingtan-county" }));
  expect(get(db, "pingtan-county")).toMatchObject({ nameZh: "平潭县政府机关", usualScope: "own-level" });
  expect(get(db, "government-320106")).toMatchObject({ nameZh: "南京市鼓楼区人民政府", origin: "import" });
  expect(namesOf(db, "government-320106").map(({ name }) => name)).toEqual(["南京市鼓楼区人民政府"]);
  expect(db.select().from(agencies).where(eq(agencies.region, "320106")).all()).toHaveLength(1);
});
