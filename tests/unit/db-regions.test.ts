import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { findAgencyCard, listForerunners } from "../../db/queries/agency-card.ts";
import { findRegionHistory, findRollUp, listRegionAgencies } from "../../db/queries/regions.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Agency } from "../../lib/catalog/schema.ts";
import type { Scope } from "../../lib/model.ts";
import { enterEdge, enterSketch } from "../fixtures/registry-builder.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

let db: Database;
beforeEach(() => {
  db = openInMemory();
});

describe("the history of a code", () => {
  it("knows the names it bore, what went into it and what it went into", async () => {
    const pingtan = await findRegionHistory(db, "350128");
    expect(pingtan.named.map(({ name }) => name)).toEqual(["平潭县"]);
    const chongwen = await findRegionHistory(db, "110103");
    expect(chongwen.successors).toEqual([{ code: "110101", name: "东城区", year: 2010 }]);
    const dongcheng = await findRegionHistory(db, "110101");
    expect(dongcheng.predecessors).toContainEqual({ code: "110103", name: "崇文区", year: 2010 });
    expect((await findRegionHistory(db, "999999")).named).toEqual([]);
  });

  it("tells the former name of a code that was given to another", async () => {
    const { named } = await findRegionHistory(db, "350111");
    expect(named.map(({ name }) => name)).toEqual(["郊区", "晋安区"]);
  });
});

describe("the roll-up of a region beside its parts", () => {
  const government = (id: string, region: string, level: Agency["level"]): Agency => ({
    ...{ id, region, level, kind: "government", aliases: [], domains: [], usualScope: "whole-region" },
    ...{ name: { zh: id, en: id }, regionName: { zh: id, en: id } },
  });
  const known = getCatalog();
  const catalog = {
    ...known,
    agencies: [
      ...known.agencies,
      government("sansha", "460300", "prefecture"),
      government("xisha", "460302", "county"),
      government("nansha", "460303", "county"),
    ],
  };
  const INDICATORS = ["requests-received", "results-total"];
  const store = (agency: string, scope: Scope, received: number | "blank", year = 2022) =>
    storeReport(
      db,
      catalog,
      storeInput({
        agency,
        scope,
        year,
        file: `${agency} ${scope} ${year}`,
        facts: [fact("requests-received", received)],
      }),
    );
  const find = (year?: number) => findRollUp(db, "460300", INDICATORS, year);

  it("is not there without a report of the whole region", async () => {
    await store("xisha", "whole-region", 3);
    await store("sansha", "own-level", 3);
    expect(await find()).toBeUndefined();
  });

  it("says of each part whether it is held, and takes nothing missing for a zero", async () => {
    await store("sansha", "whole-region", 10);
    await store("xisha", "whole-region", "blank");
    const rollUp = await find();
    expect(rollUp).toMatchObject({ year: 2022, verdict: "not-assessable", whole: [10, null] });
    expect(
      rollUp?.parts.map(({ code, state, amounts, isOwnLevel }) => [code, state, amounts, isOwnLevel]),
    ).toEqual([
      ["460300", "not-held", [null, null], true],
      ["460302", "held", [null, null], false],
      ["460303", "no-agency", [null, null], false],
    ]);
  });

  it("tells a part of which only another scope is held", async () => {
    await store("sansha", "whole-region", 10);
    await store("nansha", "own-organ", 4);
    expect((await find())?.parts.at(-1)).toMatchObject({
      state: "other-scope",
      scope: "own-organ",
      amounts: [null, null],
    });
  });

  it("carries the figures and the verdict of the check, for the year asked for", async () => {
    await store("xisha", "whole-region", 3);
    await store("nansha", "whole-region", 2);
    await store("sansha", "own-level", 5);
    await store("sansha", "whole-region", 10);
    await store("sansha", "whole-region", 11, 2023);
    const rollUp = await find(2022);
    expect(rollUp).toMatchObject({ year: 2022, years: [2022, 2023], verdict: "passed" });
    expect(rollUp?.parts.map(({ amounts }) => amounts[0])).toEqual([5, 3, 2]);
    expect((await find())?.year).toBe(2023);
    await storeReport(
      db,
      catalog,
      storeInput({
        agency: "xisha",
        scope: "whole-region",
        year: 2022,
        file: "corrected",
        facts: [fact("requests-received", 4)],
      }),
    );
    expect((await find(2022))?.verdict).toBe("failed");
  });
});

describe("the agencies of a region", () => {
  it("are its own, with its townships and without the regions below, those with reports first", async () => {
    await storeReport(db, getCatalog(), storeInput({ agency: "pingtan-zone" }));
    enterSketch(db, { id: "bureau", nameZh: "平潭县财政局", region: "350128", kind: "department" });
    enterSketch(db, { id: "town", nameZh: "潭城镇人民政府", region: "350128100", kind: "township" });
    enterSketch(db, { id: "city", nameZh: "福州市财政局", region: "350100", kind: "department" });
    const held = (await listRegionAgencies(db, "350128")).map((one) => [one.id, one.held]);
    expect(held).toEqual([
      ["pingtan-zone", true],
      ["bureau", false],
      ["town", false],
    ]);
    expect((await listRegionAgencies(db, "350100")).map(({ id }) => id)).toEqual(["city"]);
  });
});

describe("the lineage of an agency", () => {
  const enter = (...ids: readonly string[]) => ids.map((id) => enterSketch(db, { id, nameZh: `${id}局` }));

  it("is seen from both ends, with date, kind and basis", async () => {
    const [a = 0, b = 0] = enter("a", "b");
    enterEdge(db, a, b, ["merged", "2018-11-01", "机构改革方案"]);
    enterEdge(db, b, null, ["moved-to-party", "2024-01-01", "公告"]);
    expect((await findAgencyCard(db, "a"))?.lineage).toMatchObject([
      { direction: "successor", kind: "merged", on: "2018-11-01", other: { id: "b" } },
    ]);
    expect((await findAgencyCard(db, "b"))?.lineage).toMatchObject([
      { direction: "predecessor", basis: "机构改革方案", other: { id: "a" } },
      { direction: "successor", kind: "moved-to-party", other: null },
    ]);
    expect(await findAgencyCard(db, "nobody")).toBeUndefined();
  });

  it("continues a series through names, codes and levels, as far back as it goes", async () => {
    const [a = 0, b = 0, c = 0] = enter("a", "b", "c");
    enterEdge(db, a, b, ["renamed", "2014-01-01", "x"]);
    enterEdge(db, b, c, ["level-changed", "2019-01-01", "x"]);
    expect((await listForerunners(db, "c")).map(({ id, kind }) => [id, kind])).toEqual([
      ["b", "level-changed"],
      ["a", "renamed"],
    ]);
  });

  it("joins no series where bodies merged, split or gave work away, nor where a name went to two", async () => {
    const [a = 0, b = 0, c = 0, d = 0] = enter("a", "b", "c", "d");
    enterEdge(db, a, c, ["merged", "2018-11-01", "x"]);
    enterEdge(db, b, c, ["merged", "2018-11-01", "x"]);
    expect(await listForerunners(db, "c")).toEqual([]);
    enterEdge(db, c, d, ["renamed", "2020-01-01", "x"]);
    expect((await listForerunners(db, "d")).map(({ id }) => id)).toEqual(["c"]);
    enterEdge(db, c, a, ["split", "2020-01-01", "x"]);
    expect(await listForerunners(db, "d")).toEqual([]);
  });

  it("ends where edges lead in a circle", async () => {
    const [a = 0, b = 0] = enter("a", "b");
    enterEdge(db, a, b, ["renamed", "2014-01-01", "x"]);
    enterEdge(db, b, a, ["renamed", "2015-01-01", "x"]);
    expect((await listForerunners(db, "b")).map(({ id }) => id)).toEqual(["a"]);
  });
});
