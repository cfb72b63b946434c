import { describe, expect, test } from "vitest";
import { queryOf } from "../../app/[lang]/compare/address.ts";
import { isFromForm, parseSearchParams } from "../../app/[lang]/compare/search-params.ts";

const selected = (query: Record<string, string | string[]>) => {
  const { selection, problems } = parseSearchParams(query);
  expect(problems).toEqual([]);
  return selection;
};

describe("the address of a comparison", () => {
  test("says agencies, subjects, years and chart", () => {
    const selection = selected({
      agencies: "suqian-city,huaian-city",
      rate: "disclosure-rate",
      years: "2019-2024",
      chart: "bar",
    });
    expect(selection).toMatchObject({
      agencies: ["suqian-city", "huaian-city"],
      subjects: [{ kind: "rate", id: "disclosure-rate" }],
      years: [2019, 2020, 2021, 2022, 2023, 2024],
      chart: "bar",
    });
    expect(queryOf(selection)).toBe(
      "agencies=suqian-city,huaian-city&rate=disclosure-rate&years=2019-2024&chart=bar",
    );
  });

  test.each([
    "agencies=a,b&indicator=requests-received&years=2011-2025&chart=line",
    "agencies=a&indicator=requests-received&years=2024&chart=bar&scale=log",
    "agencies=a,b&composition=request-outcomes&years=2019-2024&mode=share",
    "agencies=a,b&indicator=requests-received,denied&rate=denial-rate&years=2015,2019-2021&view=agency-indicator&at=2020&chart=heat",
    "agencies=a&indicator=denied,unable&view=indicator-year&at=a&chart=stacked&mode=share",
    "agencies=region:320000,peers:suqian-city&rate=denial-rate&chart=dot&mode=index&base=2019&sort=-2024&filter=gaps",
    "indicator=denied&sort=-indicator.denied&filter=none",
  ])("%s is read and written the same", (query) => {
    expect(queryOf(selected(Object.fromEntries(new URLSearchParams(query))))).toBe(query);
  });

  test("what a form sends means the same", () => {
    const sent = {
      agencies: ["suqian-city", "huaian-city"],
      show: "composition.request-outcomes",
      from: "2019",
      to: "2024",
      mode: "absolute",
      find: "",
      seek: "",
    };
    expect(isFromForm(sent)).toBe(true);
    expect(queryOf(selected(sent))).toBe(
      "agencies=suqian-city,huaian-city&composition=request-outcomes&years=2019-2024&mode=absolute",
    );
  });

  test("a form that asks for a list stays a form, so that nothing ticked is lost", () => {
    expect(isFromForm({ show: "indicator.denied", find: "sq" })).toBe(false);
    expect(isFromForm({ show: "indicator.denied", seek: "refus" })).toBe(false);
  });

  test("several indicators ticked stand in the order of the form, each once", () => {
    const show = ["indicator.denied", "rate.denial-rate", "indicator.denied", "indicator.unable"];
    expect(queryOf(selected({ show, from: "2020", to: "2021" }))).toBe(
      "indicator=denied,unable&rate=denial-rate&years=2020-2021",
    );
  });

  test("an empty address leaves everything open", () => {
    expect(selected({})).toMatchObject({
      agencies: [],
      subjects: [],
      years: null,
      chart: null,
      scale: "linear",
      filter: "all",
    });
  });

  test.each([
    [{ years: "2024-2011" }, "years"],
    [{ years: "abc" }, "years"],
    [{ years: "2019,,2020" }, "years"],
    [{ from: "20x1", to: "2024" }, "years"],
    [{ chart: "pie" }, "chart"],
    [{ scale: "square" }, "scale"],
    [{ composition: "request-outcomes", mode: "both" }, "mode"],
    [{ agencies: "<script>" }, "agencies"],
    [{ agencies: "a:b:c" }, "agencies"],
    [{ composition: "request-outcomes", rate: "disclosure-rate" }, "subject"],
    [{ show: "nothing.requests-received" }, "subject"],
    [{ view: "agency-agency" }, "view"],
    [{ at: "../x" }, "at"],
    [{ base: "19" }, "base"],
    [{ sort: "--2020" }, "sort"],
    [{ filter: "some" }, "filter"],
    [{ find: "a".repeat(101) }, "find"],
    [{ seek: "a".repeat(101) }, "seek"],
  ])("%j is said to be unreadable, and the rest still answered", (query, parameter) => {
    const { problems } = parseSearchParams(query);
    expect(problems.map((problem) => problem.parameter)).toEqual([parameter]);
  });

  test("one agency that cannot be read costs no other, and those beyond forty are left out", () => {
    const mixed = parseSearchParams({ agencies: "first,<b>,second" });
    expect(mixed.selection.agencies).toEqual(["first", "second"]);
    const many = Array.from({ length: 42 }, (_, index) => `agency-${index}`).join(",");
    const { selection, problems } = parseSearchParams({ agencies: many });
    expect(selection.agencies).toHaveLength(40);
    expect(problems.map(({ value }) => value)).toEqual(["agency-40", "agency-41"]);
  });
});
