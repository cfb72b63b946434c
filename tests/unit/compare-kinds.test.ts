import { describe, expect, test } from "vitest";
import { FLOWS, flowOf } from "../../app/[lang]/compare/flow.ts";
import { fittingKinds } from "../../app/[lang]/compare/kinds.ts";
import { pickLayer } from "../../app/[lang]/compare/layers.ts";
import type { Mode, Subject, View } from "../../app/[lang]/compare/search-params.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Figure, HeldAgency } from "../../lib/views.ts";

const catalog = getCatalog();

const agency = (id: string, years: readonly number[]): HeldAgency => ({
  id,
  nameZh: id,
  nameEn: null,
  kind: null,
  level: null,
  region: null,
  regionNameZh: null,
  regionNameEn: null,
  parent: null,
  line: null,
  validFrom: null,
  validTo: null,
  provisional: false,
  years,
});

const agenciesOf = (n: number) =>
  Array.from({ length: n }, (_, at) => agency(`agency-${at}`, [2019, 2020, 2021]));
const indicator = (id: string): Subject => ({ kind: "indicator", id });
const rate = (id: string): Subject => ({ kind: "rate", id });

interface Chosen {
  readonly view?: View;
  readonly mode?: Mode;
  readonly agencies?: number;
  readonly subjects?: readonly Subject[];
  readonly years?: readonly number[];
}

function kinds({ view = "agency-year", mode = "absolute", agencies = 3, subjects, years }: Chosen): string[] {
  const layer = pickLayer(view, null, {
    agencies: agenciesOf(agencies),
    subjects: subjects ?? [indicator("denied")],
    years: years ?? [2019, 2020, 2021],
  });
  return fittingKinds(catalog, view, mode, layer);
}

describe("kinds of chart", () => {
  test("over years there are lines first; of one year there are none", () => {
    expect(kinds({})[0]).toBe("line");
    const single = kinds({ years: [2020] });
    expect(single[0]).toBe("bar");
    for (const kind of ["line", "slope", "multiples"]) expect(single).not.toContain(kind);
  });

  test("forty agencies are no tangle of lines", () => {
    const many = kinds({ agencies: 40, years: Array.from({ length: 12 }, (_, at) => 2014 + at) });
    expect(many).toEqual(["heat", "multiples"]);
    expect(kinds({ agencies: 40, years: [2019, 2020] })).not.toContain("bar");
    expect(kinds({ agencies: 40, years: [2019] })).toContain("bar");
  });

  test("two figures of several agencies in one year may stand one against the other", () => {
    const two = [indicator("requests-received"), rate("denial-rate")];
    expect(kinds({ view: "agency-indicator", subjects: two })).toContain("scatter");
    expect(kinds({ view: "agency-indicator", subjects: two, agencies: 1 })).not.toContain("scatter");
    expect(kinds({ view: "agency-indicator", subjects: [...two, indicator("denied")] })).not.toContain(
      "scatter",
    );
    expect(kinds({ view: "agency-year", subjects: two })).not.toContain("scatter");
  });

  test("figures of several units share no axis", () => {
    const mixed = kinds({
      view: "agency-indicator",
      subjects: [indicator("denied"), rate("denial-rate")],
    });
    expect(mixed).toEqual(["heat", "scatter"]);
  });

  test("only parts of one whole are stacked, and never agencies", () => {
    const parts = [indicator("denied"), indicator("unable")];
    expect(kinds({ view: "agency-indicator", subjects: parts })).toContain("stacked");
    expect(kinds({ view: "agency-year", subjects: parts })).not.toContain("stacked");
    expect(
      kinds({ view: "agency-indicator", subjects: [...parts, indicator("results-total")] }),
    ).not.toContain("stacked");
  });

  test("a flow is of one report", () => {
    const subjects = [{ kind: "composition", id: "request-outcomes" } as const];
    expect(kinds({ subjects, agencies: 1, years: [2020] })).toEqual(["stacked", "flow"]);
    expect(kinds({ subjects, agencies: 2, years: [2020] })).toEqual(["stacked"]);
  });
});

describe("what is held fast", () => {
  const chosen = {
    agencies: [agency("first", [2019]), agency("second", [2019, 2020])],
    subjects: [indicator("denied"), rate("denial-rate")],
    years: [2019, 2020, 2021],
  };

  test("is the first subject, the first agency, or the last year of which a report is held", () => {
    expect(pickLayer("agency-year", null, chosen).at).toBe("indicator.denied");
    expect(pickLayer("indicator-year", null, chosen).at).toBe("first");
    expect(pickLayer("agency-indicator", null, chosen).at).toBe("2020");
  });

  test("is what is asked for, where it is among what is chosen", () => {
    expect(pickLayer("agency-indicator", "2021", chosen).years).toEqual([2021]);
    expect(pickLayer("agency-year", "rate.denial-rate", chosen).subjects).toEqual([rate("denial-rate")]);
    expect(pickLayer("indicator-year", "nobody", chosen).at).toBe("first");
  });
});

describe("flows", () => {
  const figures = (composition: string, amounts: Readonly<Record<string, number | null>>): Figure[] =>
    (FLOWS[composition] ?? []).map((id) => {
      const amount = amounts[id] === undefined ? 0 : amounts[id];
      return {
        agency: "first",
        year: 2020,
        scope: "own-organ",
        indicator: id,
        member: "total",
        value: amount === null ? { status: "blank" } : { status: "reported", amount },
        unit: "case",
        edition: "form-2021",
        grade: "exact",
        cells: [],
        findings: [],
        failures: [],
      };
    });
  const words = {
    workload: "Workload",
    rest: "Rest",
    ends: { upheld: "Upheld", corrected: "Corrected", other: "Other", pending: "Pending" },
  };
  const of = (composition: string, amounts: Readonly<Record<string, number | null>>) =>
    flowOf(composition, {
      figures: figures(composition, amounts),
      catalog,
      lang: "en",
      unit: "cases",
      words,
    });

  test("hold the cells of the form, and what flows in flows out", () => {
    const flow = of("request-outcomes", {
      "requests-received": 10,
      "requests-carried-in": 2,
      denied: 7,
      "requests-carried-out": 5,
    });
    const sum = (side: "from" | "to") =>
      flow?.edges.filter((edge) => edge[side] === "workload").reduce((total, { value }) => total + value, 0);
    expect([sum("to"), sum("from")]).toEqual([12, 12]);
    expect(flow?.edges.some(({ rest }) => rest)).toBe(false);
  });

  test("what the report does not account for is an edge of its own, out or in", () => {
    const short = of("request-outcomes", { "requests-received": 10, denied: 7 });
    expect(short?.edges.filter(({ rest }) => rest)).toEqual([
      { from: "workload", to: "rest", value: 3, rest: true },
    ]);
    const over = of("request-outcomes", { "requests-received": 5, denied: 7 });
    expect(over?.edges.filter(({ rest }) => rest)).toEqual([
      { from: "rest", to: "workload", value: 2, rest: true },
    ]);
  });

  test("a cell without a number makes no flow", () => {
    expect(of("request-outcomes", { denied: null })).toBeUndefined();
  });

  test("disputes lead from each way of complaint to each outcome", () => {
    const flow = of("litigation-outcomes", { "litigation-direct-total": 3, "litigation-direct-upheld": 3 });
    expect(flow?.edges).toHaveLength(12);
    expect(flow?.edges.filter(({ value }) => value > 0)).toEqual([
      { from: "litigation-direct", to: "upheld", value: 3 },
    ]);
  });
});
