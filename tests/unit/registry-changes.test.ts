import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { endAgency, mergeAgencies, renameAgency, splitAgency } from "../../db/registry/changes.ts";
import { agencyLineage } from "../../db/registry-schema.ts";
import { agencies } from "../../db/schema.ts";
import { AT, enter, resolveIn } from "../fixtures/registry-sketch.ts";

let db: Database;
beforeEach(() => {
  db = openInMemory();
  enter(db, [
    { id: "quality", name: "余姚市质量技术监督局", region: "330281" },
    { id: "commerce", name: "余姚市工商行政管理局", region: "330281" },
    { id: "market", name: "余姚市市场监督管理局", region: "330281", validFrom: "2019-01-01" },
  ]);
});

const given = { on: "2019-01-15", basis: "Reform plan", at: AT };
const get = (id: string) =>
  db
    .select()
    .from(agencies)
    .all()
    .find((one) => one.id === id);
const edges = () =>
  db
    .select()
    .from(agencyLineage)
    .all()
    .map(({ predecessor, successor, kind, on, basis }) => [predecessor, successor, kind, on, basis]);
const keyOf = (id: string) => get(id)?.key;
const find = (called: string, year: number) => resolveIn(db, { called, year }).agency;

describe("an agency renamed", () => {
  it("keeps its id and is found by both names in their years", async () => {
    const { version } = await getDataVersion(db);
    const change = { id: "quality", name: "余姚市质量监督局", ...given };
    expect(renameAgency(db, change)).toEqual({ done: true });
    expect(get("quality")).toMatchObject({ nameZh: "余姚市质量监督局", validTo: null });
    expect(find("余姚市质量技术监督局", 2017)).toBe("quality");
    expect(find("余姚市质量监督局", 2021)).toBe("quality");
    // The former name has passed.
    expect(find("余姚市质量技术监督局", 2023)).toBeNull();
    expect(edges()).toEqual([[keyOf("quality"), keyOf("quality"), "renamed", "2019-01-15", "Reform plan"]]);
    expect((await getDataVersion(db)).version).toBe(version + 1);
  });

  it("must take another name, and be there", () => {
    expect(renameAgency(db, { id: "quality", name: "余姚市质量技术监督局", ...given })).toMatchObject({
      done: false,
    });
    expect(renameAgency(db, { id: "nobody", name: "某局", ...given })).toMatchObject({
      why: { code: "agency-absent", parameters: { id: "nobody" } },
    });
    expect(edges()).toEqual([]);
  });
});

describe("agencies merged", () => {
  it("end the day before, and say where they went", () => {
    for (const from of ["quality", "commerce"])
      expect(mergeAgencies(db, { from, into: "market", ...given })).toEqual({ done: true });
    expect(get("quality")).toMatchObject({ validTo: "2019-01-14" });
    expect(edges()).toEqual(
      ["quality", "commerce"].map((id) => [
        keyOf(id),
        keyOf("market"),
        "merged",
        "2019-01-15",
        "Reform plan",
      ]),
    );
    expect(find("余姚市质量技术监督局", 2018)).toBe("quality");
  });

  it("go round in no circle, and into others alone", () => {
    mergeAgencies(db, { from: "quality", into: "market", ...given });
    const back = mergeAgencies(db, { from: "market", into: "quality", ...given });
    expect(back).toMatchObject({ done: false, why: { code: "registry-lineage-circle" } });
    expect(get("market")).toMatchObject({ validTo: null });
    expect(edges()).toHaveLength(1);
    expect(mergeAgencies(db, { from: "market", into: "market", ...given })).toMatchObject({ done: false });
  });
});

it("an agency split goes on only where it is one of its parts", () => {
  splitAgency(db, { from: "market", into: ["market", "quality"], ...given });
  expect(get("market")).toMatchObject({ validTo: null });
  expect(edges()).toEqual([[keyOf("market"), keyOf("quality"), "split", "2019-01-15", "Reform plan"]]);
  splitAgency(db, { from: "commerce", into: ["market", "quality"], ...given });
  expect(get("commerce")).toMatchObject({ validTo: "2019-01-14" });
  expect(splitAgency(db, { from: "commerce", into: ["nobody"], ...given })).toMatchObject({ done: false });
  expect(edges()).toHaveLength(3);
});

it("an agency whose work went into a Party body ends, and its edge leads nowhere", () => {
  endAgency(db, { id: "quality", ...given });
  expect(get("quality")).toMatchObject({ validTo: "2019-01-14" });
  expect(edges()).toEqual([[keyOf("quality"), null, "moved-to-party", "2019-01-15", "Reform plan"]]);
});
