import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { findApproximate, isOpposed, keyOf } from "../../lib/recognition/label.ts";
import { isTelling, saysOtherwise } from "../../lib/recognition/telling-words.ts";

const near = (label: string, official: string): boolean =>
  findApproximate(keyOf(label), [official], (one) => [keyOf(one).full, keyOf(one).bare]).length > 0;

describe("a label that is nearly one of the form", () => {
  it.each([
    ["本年制发件", "本年制发件数"],
    ["一、本年新收政府信息公开申请数", "一、本年新收政府信息公开申请数量"],
    ["一、本年新收政府信息公开伸请数量", "一、本年新收政府信息公开申请数量"],
    ["1.申请人无正当理由逾期不补正", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
    ["二、上年度结转政府信息公开申请数量", "二、上年结转政府信息公开申请数量"],
    ["行政处罚（含当场处罚）", "行政处罚"],
  ])("is a misprint: %s", (label, official) => {
    expect(near(label, official) || keyOf(label).bare === keyOf(official).bare).toBe(true);
  });

  it.each([
    ["上年废止件数", "本年废止件数"],
    ["上年制发件数", "本年制发件数"],
    ["2023年制发件数", "本年制发件数"],
    ["一、2023年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量"],
    ["一、本年办结政府信息公开申请数量", "一、本年新收政府信息公开申请数量"],
    ["商业企业（上年）", "商业企业"],
    ["商业企业（2023年）", "商业企业"],
    ["本年处理决定数量（上年数）", "本年处理决定数量"],
    ["结果维持率", "结果维持"],
    ["（一）予以公开率", "（一）予以公开"],
    ["行政处罚金额", "行政处罚"],
    ["行政强制（万件）", "行政强制"],
    ["复议前起诉", "复议后起诉"],
    ["经复议起诉", "未经复议起诉"],
    ["结果纠正", "结果维持"],
  ])("says something else: %s", (label, official) => {
    expect(near(label, official)).toBe(false);
    expect(keyOf(label).bare).not.toBe(keyOf(official).bare);
  });

  it("is opposed to a group that it resembles, not to any other", () => {
    expect(isOpposed(keyOf("复议前起诉").full, keyOf("复议后起诉").full)).toBe(true);
    expect(isOpposed(keyOf("经复议起诉").full, keyOf("未经复议直接起诉").full)).toBe(true);
    expect(isOpposed(keyOf("行政诉讼").full, keyOf("未经复议直接起诉").full)).toBe(false);
  });

  it("of the forms is not told apart from itself by a note of its own", () => {
    for (const { tables } of getCatalog().editions)
      for (const { blocks } of tables)
        for (const { rows, columns } of blocks)
          for (const { path } of [...rows, ...columns])
            for (const { zh } of path) {
              expect(saysOtherwise(zh, zh)).toBe(false);
              for (const [note] of zh.matchAll(/（[^（）]*）/g)) expect(isTelling(note), zh).toBe(false);
            }
  });
});

describe("a form of 2021 in which one label says something else", () => {
  const page = readFileSync("db/seed/reports/pingtan-zone-2022.html", "utf8");
  async function readWith(printed: string, instead: string) {
    const text = page.replaceAll(printed, instead);
    expect(text).not.toBe(page);
    const { value } = await readReports(
      { fileName: "x.html", bytes: new TextEncoder().encode(text) },
      getCatalog(),
    );
    return value.flatMap(({ report }) => report.facts);
  }
  const wholly = 200;

  it.each([
    ["本年废止件数", "上年废止件数", 2],
    ["结果维持", "结果维持率", 3],
    ["科研机构", "科研机构（上年）", 25],
    ["复议后起诉", "复议前起诉", 5],
    ["本年新收", "2021年新收", 7],
  ])("%s as %s leaves its cells unread", async (printed, instead, cells) => {
    expect(await readWith(printed, instead)).toHaveLength(wholly - cells);
  });

  it("takes the report's own year for 本年", async () => {
    expect(await readWith("本年新收", "2022年新收")).toHaveLength(wholly);
  });
});
