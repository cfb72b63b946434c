import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { listClaims } from "../../lib/facts/claims/list-claims.ts";
import { readProse, sketchClaim } from "../fixtures/claim-sketch.ts";

const catalog = getCatalog();
/** By what they are about: sentence to its claims; `@` parts paragraphs, `?` marks what may not contradict the tables. */
const SENTENCES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = JSON.parse(
  readFileSync(new URL("../fixtures/claims/sentences.json", import.meta.url), "utf8"),
);

const read = (text: string, agency?: string) =>
  readProse(text, catalog, agency === undefined ? {} : { agency }).map(sketchClaim);

describe.each(Object.entries(SENTENCES))("%s in prose", (_, sentences) => {
  it.each(Object.entries(sentences))("%s", (sentence, claims) => {
    expect(read(sentence)).toEqual(claims);
  });
});

describe("what surrounds a number", () => {
  it("holds to the end of its paragraph: whose work is counted", () => {
    expect(
      read("区政府办代表区政府受理政府信息公开申请17件。答复17件。@全区收到政府信息公开申请95件。"),
    ).toEqual(["received 17件 @own-organ", "answered 17件 @own-organ", "received 95件 @whole-region"]);
  });

  it("holds to the end of its paragraph: another year", () => {
    expect(read("2025年将收到政府信息公开申请4000件。答复3900件。")).toEqual([]);
  });

  it("is what the heading speaks of", () => {
    expect(read("（三）行政复议、行政诉讼情况@政府信息公开行政复议案件维持3件。")).toEqual([
      "reconsideration-upheld 3件",
    ]);
    expect(read("三、依申请公开情况@收到12件，答复11件。")).toEqual(["received 12件", "answered 11件"]);
    expect(read("三、群众来信@收到12件，答复11件。")).toEqual([]);
  });

  it("may be the agency's own name, and is another's otherwise", () => {
    const text = "依申请公开@市财政局全年收到政府信息公开申请12件。";
    expect(read(text, "某某市财政局")).toEqual(["received 12件"]);
    expect(read(text, "某某市人民政府")).toEqual(["? received 12件"]);
  });

  it("is what stands in brackets only within them", () => {
    expect(read("收到政府信息公开申请12件（2023年15件），答复12件。")).toEqual([
      "received 12件",
      "answered 12件",
    ]);
  });

  it("goes on over the lines of a text that breaks them", () => {
    const [line, next] = ["本年度全市各级行政机关认真贯彻落实各项规定，收到政府信息公开", "申请12件。"];
    expect(read(`${line}\n${next}`)).toEqual(["received 12件 @whole-region"]);
  });
});

describe("claims", () => {
  it("keep the sentence as printed", () => {
    const [claim] = readProse("总体情况。 全市共 收到“政府信息公开”申请 ３件。", catalog);
    expect(claim?.sentence).toBe("全市共 收到“政府信息公开”申请 ３件。");
  });

  it("keep their place, and are none where year or agency is not known", () => {
    const blocks = [{ kind: "paragraph" as const, text: "收到政府信息公开申请3件。", place: { page: 2 } }];
    const agency = { id: null, name: "某市人民政府" };
    expect(listClaims({ blocks }, { agency, year: null }, catalog)).toEqual([]);
    expect(listClaims({ blocks }, { agency: null, year: 2024 }, catalog)).toEqual([]);
    expect(listClaims({ blocks }, { agency, year: 2024 }, catalog)).toMatchObject([
      { place: { page: 2 }, amount: 3 },
    ]);
  });

  it("of a hostile text are few, and found in bounded time", () => {
    const started = performance.now();
    for (const unit of [
      "1",
      "1,111",
      "(",
      "3件",
      "一百件",
      "政府信息公开",
      "因政府信息公开申请",
      "公开3件,占1%,",
      "均已按时",
      "未收到申请,",
    ])
      readProse(`${unit.repeat(100_000)}申请12件`, catalog);
    expect(readProse("收到政府信息公开申请12件。".repeat(20_000), catalog).length).toBeLessThanOrEqual(200);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
