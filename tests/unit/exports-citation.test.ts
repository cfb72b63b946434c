import { describe, expect, it } from "vitest";
import { type Cited, citeBibtex, citeGbt7714 } from "../../lib/exports/citation.ts";

const CITED: Cited = {
  author: "公开 Gongkai",
  title: "收到申请数，宿迁市，2019–2025",
  edition: "数据版本 57",
  dataVersion: 57,
  changed: "2026-01-02",
  accessed: "2026-11-25",
  url: "https://example.org/compare?agencies=suqian-city&data=57-0123456789ab",
};

describe("a citation after GB/T 7714—2015", () => {
  it("names author, title, kind, the day of the data, the day of access and the address", () => {
    expect(citeGbt7714(CITED)).toBe(
      "公开 Gongkai. 收到申请数，宿迁市，2019–2025:数据版本 57[DS/OL]. (2026-01-02)[2026-11-25]. https://example.org/compare?agencies=suqian-city&data=57-0123456789ab.",
    );
  });

  it("leaves out the day of the data where there are none", () => {
    expect(citeGbt7714({ ...CITED, changed: null })).toContain("[DS/OL]. [2026-11-25]. https://");
  });
});

describe("a citation for BibTeX", () => {
  it("is one entry whose year is that of the data", () => {
    expect(citeBibtex(CITED)).toMatch(
      /^@misc\{gongkai-57-[0-9a-z]+,\n {2}author {2}= \{\{公开 Gongkai\}\},\n {2}title {3}= \{\{收到申请数，宿迁市，2019–2025\}\},\n {2}year {4}= \{2026\},\n/,
    );
    expect(citeBibtex(CITED)).toContain("urldate = {2026-11-25},\n}");
  });

  it("escapes what TeX would read as a command, but not the address", () => {
    const cited = citeBibtex({ ...CITED, title: "100 % of {A} & B_1 \\ $2 #3 ~ ^" });
    expect(cited).toContain(
      "{{100 \\% of \\{A\\} \\& B\\_1 \\textbackslash{} \\$2 \\#3 \\textasciitilde{} \\textasciicircum{}}}",
    );
    expect(cited).toContain(
      "url     = {https://example.org/compare?agencies=suqian-city&data=57-0123456789ab}",
    );
    expect(citeBibtex({ ...CITED, url: "https://example.org/?q={x}" })).toContain("?q=%7Bx%7D");
  });

  it("has another key for another view and another version", () => {
    const key = (cited: Cited) => citeBibtex(cited).split("\n")[0];
    const keys = [CITED, { ...CITED, url: `${CITED.url}x` }, { ...CITED, dataVersion: 58 }].map(key);
    expect(new Set(keys).size).toBe(3);
  });
});
