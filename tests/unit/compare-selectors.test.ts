import { describe, expect, it } from "vitest";
import { resolveTerm } from "../../app/[lang]/compare/selectors.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { HeldAgency } from "../../lib/views.ts";

const catalog = getCatalog();

const agency = (id: string, more: Partial<HeldAgency>): HeldAgency => ({
  ...{ id, nameZh: id, nameEn: null, kind: "government", level: "prefecture", region: "321300" },
  ...{ regionNameZh: null, regionNameEn: null, parent: null, line: null, validFrom: null, validTo: null },
  ...{ provisional: false, years: [2024] },
  ...more,
});

const KNOWN = [
  agency("suqian", {}),
  agency("sucheng", { level: "county", region: "321302" }),
  agency("huaian", { region: "320800" }),
  agency("wenzhou", { region: "330300" }),
  agency("ministry", { kind: "department", level: "state", region: null }),
];

const idsOf = (term: string) => resolveTerm(term, KNOWN, catalog).map(({ id }) => id);

describe("a term of the address", () => {
  it.each([
    ["suqian", ["suqian"]],
    ["nobody", []],
    ["region:320000", ["huaian", "suqian", "sucheng"]],
    ["region:321300", ["suqian", "sucheng"]],
    ["region:321302", ["sucheng"]],
    ["region:110000", []],
    // Of the province first, then the others of its kind and level.
    ["peers:suqian", ["suqian", "huaian", "wenzhou"]],
    ["peers:nobody", []],
    ["friends:suqian", []],
  ])("%s stands for %j", (term, ids) => {
    expect(idsOf(term)).toEqual(ids);
  });
});
