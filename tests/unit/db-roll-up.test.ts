import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listFailures, listUnassessed } from "../../db/queries/quality.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Agency } from "../../lib/catalog/schema.ts";
import type { Scope } from "../../lib/model.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

/** A city of two districts: the roll-up is held against the districts and the city's own level. */

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

let db: Database;
let files = 0;
const store = (agency: string, scope: Scope, received: number | "blank", year = 2022) =>
  storeReport(
    db,
    catalog,
    storeInput({ agency, scope, year, file: `${files++}`, facts: [fact("requests-received", received)] }),
  );
const failing = async () => await listFailures(db, { checks: ["roll-up"] });
const open = async () => await listUnassessed(db, { checks: ["roll-up"] });

beforeEach(() => {
  db = openInMemory();
});

describe("a region’s roll-up", () => {
  it("is not assessable while parts are missing, and names them", async () => {
    await store("sansha", "whole-region", 10);
    await store("xisha", "whole-region", 3);
    expect(await failing()).toEqual([]);
    expect((await open()).map(({ agency, missing }) => [agency, missing])).toEqual([
      ["sansha", ["part/460303", "part/own-level"]],
    ]);
  });

  it("passes when the parts add up, fails when a part comes that does not fit, and names whose cells", async () => {
    await store("xisha", "whole-region", 3);
    await store("sansha", "own-level", 5);
    await store("sansha", "whole-region", 10);
    await store("nansha", "whole-region", 2);
    expect([await failing(), await open()]).toEqual([[], []]);
    await store("nansha", "whole-region", 4);
    const [failure, ...more] = await failing();
    expect(more).toEqual([]);
    expect(failure?.finding.detail).toMatchObject({ left: 10, right: 12 });
    expect(failure?.finding.detail?.operands.map(({ agency, amount }) => `${agency} ${amount}`)).toEqual([
      "sansha 10",
      "xisha 3",
      "nansha 4",
      "sansha 5",
    ]);
  });

  it("is not assessable where a part prints no figure: a blank is no zero", async () => {
    await store("xisha", "whole-region", 3);
    await store("nansha", "whole-region", "blank");
    await store("sansha", "own-level", 5);
    await store("sansha", "whole-region", 8);
    expect(await failing()).toEqual([]);
    expect((await open()).map(({ missing }) => missing)).toEqual([["requests-received/total/2022"]]);
  });

  it("knows the districts of its year alone", async () => {
    // The districts came in 2020.
    await store("sansha", "whole-region", 10, 2019);
    expect([await failing(), await open()]).toEqual([[], []]);
  });
});
