import { describe, expect, test } from "vitest";
import { queryOf } from "../../app/[lang]/compare/address.ts";
import { isFromForm, parseSearchParams } from "../../app/[lang]/compare/search-params.ts";

describe("the address of a comparison", () => {
  test("says agencies, subject, years and chart", () => {
    const { selection, problems } = parseSearchParams({
      agencies: "suqian-city,huaian-city",
      rate: "disclosure-rate",
      years: "2019-2024",
      chart: "bar",
    });
    expect(problems).toEqual([]);
    expect(selection).toMatchObject({
      agencies: ["suqian-city", "huaian-city"],
      subject: { kind: "rate", id: "disclosure-rate" },
      years: { from: 2019, to: 2024 },
      chart: "bar",
    });
    expect(queryOf(selection)).toBe(
      "agencies=suqian-city,huaian-city&rate=disclosure-rate&years=2019-2024&chart=bar",
    );
  });

  test("what a form sends means the same", () => {
    const sent = {
      agencies: ["suqian-city", "huaian-city"],
      show: "composition.request-outcomes",
      from: "2019",
      to: "2024",
      mode: "absolute",
      find: "",
    };
    expect(isFromForm(sent)).toBe(true);
    expect(queryOf(parseSearchParams(sent).selection)).toBe(
      "agencies=suqian-city,huaian-city&composition=request-outcomes&years=2019-2024&mode=absolute",
    );
  });

  test("an empty address leaves everything open", () => {
    const { selection, problems } = parseSearchParams({});
    expect(problems).toEqual([]);
    expect(selection).toMatchObject({ agencies: [], years: null, chart: "line", scale: "linear" });
  });

  test.each([
    [{ years: "2024-2011" }, "years"],
    [{ years: "abc" }, "years"],
    [{ from: "20x1", to: "2024" }, "years"],
    [{ chart: "pie" }, "chart"],
    [{ scale: "square" }, "scale"],
    [{ composition: "request-outcomes", mode: "both" }, "mode"],
    [{ agencies: "<script>" }, "agencies"],
    [{ indicator: "requests-received", rate: "disclosure-rate" }, "subject"],
    [{ show: "nothing.requests-received" }, "subject"],
    [{ find: "a".repeat(101) }, "find"],
  ])("%j is said to be unreadable, and the rest still answered", (query, parameter) => {
    const { selection, problems } = parseSearchParams(query);
    expect(problems.map((problem) => problem.parameter)).toEqual([parameter]);
    expect(selection.subject.id).not.toBe("");
  });

  test("more agencies than can be drawn are refused", () => {
    const agencies = Array.from({ length: 25 }, (_, index) => `agency-${index}`).join(",");
    expect(parseSearchParams({ agencies }).problems).toHaveLength(1);
  });
});
