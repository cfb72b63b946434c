import { describe, expect, it } from "vitest";
import {
  checkCharacter,
  isCreditCode,
  isOrganisationCode,
  listCodes,
  organisationCodeOf,
} from "../../lib/registry/credit-code.ts";

describe("credit codes (GB 32100-2015)", () => {
  // Found in addresses and index numbers of real sites (REPORTS.md 5.3).
  const real = ["113708260043292687", "11620403013912770D", "113325000026455663"];

  it.each(real)("%s is one, and no other last character makes it one", (code) => {
    expect(isCreditCode(code)).toBe(true);
    const others = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"].filter((sign) => sign !== code[17]);
    expect(others.filter((sign) => isCreditCode(code.slice(0, 17) + sign))).toEqual([]);
  });

  it.each(real)("a digit changed anywhere in %s is found out", (code) => {
    const changed = [...code.slice(0, 17)].flatMap((sign, at) =>
      /\d/.test(sign) ? [`${code.slice(0, at)}${(Number(sign) + 1) % 10}${code.slice(at + 1)}`] : [],
    );
    expect(changed.filter(isCreditCode)).toEqual([]);
  });

  it("takes no letters that look like digits, and no other lengths", () => {
    expect(isCreditCode("11620403O13912770D")).toBe(false);
    expect(isCreditCode("1162040301391277")).toBe(false);
    expect(checkCharacter("11370826004329268")).toBe("7");
  });
});

describe("organisation codes (GB 11714)", () => {
  it.each(["014320144", "014225972"])("%s is one", (code) => {
    expect(isOrganisationCode(code)).toBe(true);
    expect(isOrganisationCode(`${code.slice(0, 8)}${(Number(code[8]) + 1) % 10}`)).toBe(false);
  });

  it("stand in the credit code", () => {
    expect(organisationCodeOf("11620403013912770D")).toBe("013912770");
    expect(isOrganisationCode("013912770")).toBe(true);
  });
});

it.each([
  ["xxgkAnnualReport.jsp?area=113708260043292687&fbtime=2020", ["113708260043292687"]],
  ["11620403013912770D/2026-206748", ["11620403013912770D"]],
  ["014320144/2015-00056", ["014320144"]],
  ["01432014-4/2015-00056", ["014320144"]],
  // An internal code, and a number that fails its check.
  ["area=001008003014106", []],
  ["area=113708260043292688", []],
])("%s holds %j", (text, codes) => {
  expect(listCodes(text)).toEqual(codes);
});
