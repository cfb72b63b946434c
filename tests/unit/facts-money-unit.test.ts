import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { findMoneyUnit } from "../../lib/facts/money-unit.ts";
import { parseValue } from "../../lib/facts/parse-value.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();
const { notation } = catalog;

describe("the unit printed beside an amount", () => {
  const printed: readonly [texts: readonly string[], unit: number | "unclear" | undefined][] = [
    [["本年收费金额（单位：万元）"], 10_000],
    [["本年收费金额(万元)"], 10_000],
    [["本年收费金额（单位: 元）", "行政事业性收费"], 1],
    [["金额，千元"], 1000],
    [["统计数", "六、依申请公开信息收取的费用", "万元"], 10_000],
    [["金额（单位：人民币 亿元）"], 100_000_000],
    [["金额（計量单位：萬元）", "萬元"], 10_000],
    [["本年收费金额"], undefined],
    [["本年收费金额", "其他（含元数据）"], undefined],
    [["本年收费金额（单位：百万元）"], "unclear"],
    [["本年收费金额（十万元）"], "unclear"],
    [["本年收费金额（单位：百元）"], "unclear"],
    [["本年收费金额（角）"], "unclear"],
    [["本年收费金额（单位：美元）"], "unclear"],
    [["本年收费金额（万元、元）"], "unclear"],
    [["本年收费金额（万元，元）"], "unclear"],
    [["本年收费金额（单位：元）", "万元"], "unclear"],
  ];
  it.each(printed)("%j: %s", (texts, unit) => {
    expect(findMoneyUnit(texts, notation)).toBe(unit);
  });
});

describe("a unit in brackets behind an amount", () => {
  const cells: readonly [text: string, fen: number | "illegible"][] = [
    ["18.87（单位：元）", 1887],
    ["18.87（元）", 1887],
    ["18.87（单位：万元）", 18_870_000],
    ["18.87（美元）", "illegible"],
    ["18.87（百元）", "illegible"],
    ["18.87（含罚款，单位：元）", "illegible"],
    ["18.87（含罚款）", 18_870_000],
  ];
  it.each(cells)("%s: %s", (text, fen) => {
    const { value } = parseValue(text, { scale: 100, factor: 10_000, money: true }, notation);
    expect(value.status === "reported" ? value.amount : value.status).toBe(fen);
  });
});

describe("an amount of the form of 2021", () => {
  const page = readFileSync("db/seed/reports/pingtan-zone-2022.html", "utf8");
  async function readFees(head: string) {
    const bytes = new TextEncoder().encode(page.replaceAll("本年收费金额（单位：万元）", head));
    const { value } = await readReports({ fileName: "x.html", bytes }, catalog);
    const facts = value.flatMap(({ report }) => report.facts);
    const fees = facts.find(({ memberLabel }) => memberLabel.startsWith("本年收费金额"));
    return {
      unit: fees?.unit,
      amount: fees?.value.status === "reported" ? fees.value.amount : undefined,
      codes: value.flatMap(({ findings }) => findings.map(({ code }) => code)),
    };
  }

  it("is converted by the unit that is printed", async () => {
    expect(await readFees("本年收费金额（单位：万元）")).toMatchObject({
      unit: "yuan",
      amount: 9_116_360_000,
    });
    expect(await readFees("本年收费金额（单位：元）")).toMatchObject({ unit: "yuan", amount: 911_636 });
  });

  it.each([
    ["本年收费金额", "unit-not-printed"],
    ["本年收费金额（单位：百万元）", "unit-unclear"],
    ["本年收费金额（万元、元）", "unit-unclear"],
  ])("is left as printed under the head %s, and that is said", async (head, code) => {
    const fees = await readFees(head);
    expect(fees).toMatchObject({ unit: "unstated", amount: 911_636 });
    expect(fees.codes).toContain(code);
  });
});
