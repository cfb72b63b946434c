import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { findOtherKind, identify } from "../../lib/recognition/identify.ts";
import { editDistance, findApproximate, keyOf } from "../../lib/recognition/label.ts";

const catalog = getCatalog();

async function identityOf(body: string, fileName = "report.html", head = "") {
  const { value } = await readDocument(
    new TextEncoder().encode(`<html><head>${head}</head><body>${body}</body></html>`),
  );
  if (value === null) throw new Error("the page of a test must be readable");
  return identify(value, { fileName }, catalog);
}

const PERIOD = "<p>本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。</p>";

describe("identify", () => {
  it.each([
    ["agency before year", "<h1>宿迁市2024年政府信息公开工作年度报告</h1>", "suqian-city", 2024],
    [
      "year before agency",
      "<h1>2025年上海市人民政府办公厅政府信息公开工作年度报告</h1>",
      "shanghai-general-office",
      2025,
    ],
    ["a short name", "<p>平潭综合实验区管委会2014年度政府信息公开工作年度报告</p>", "pingtan-zone", 2014],
    [
      "a title broken over three lines",
      "<h1>宿迁市人民政府</h1><h1>2024年度</h1><h1>政府信息公开工作年度报告</h1>",
      "suqian-city",
      2024,
    ],
    [
      "a title broken behind the agency",
      "<p>字号：大 中 小</p><p>淮安市人民政府</p><p>2024年政府信息公开工作年度报告</p>",
      "huaian-city",
      2024,
    ],
    [
      "spaces and full-width digits",
      "<h1>淮 安 市 人 民 政 府２０２４年政府信息公开工作年度报告</h1>",
      "huaian-city",
      2024,
    ],
    [
      "the year in Chinese numerals",
      "<h1>淮安市人民政府二〇二二年政府信息公开工作年度报告</h1>",
      "huaian-city",
      2022,
    ],
    ["no year in the title", `<h1>宿迁市人民政府政府信息公开工作年度报告</h1>${PERIOD}`, "suqian-city", 2022],
    [
      "a slip in the period",
      "<h1>宿迁市2020年政府信息公开工作年度报告</h1><p>数据统计期限自2020年1月1日至202020年12月31日</p>",
      "suqian-city",
      2020,
    ],
  ])("reads %s", async (_, body, agency, year) => {
    const { value } = await identityOf(body);
    expect([value.agency?.id, value.year]).toEqual([agency, year]);
  });

  it("keeps the words of every vote", async () => {
    const { value } = await identityOf(
      `<h1>宿迁市2022年政府信息公开工作年度报告</h1>${PERIOD}`,
      "宿迁2022.html",
    );
    expect(
      value.evidence.filter((vote) => vote.question === "year").map((vote) => [vote.source, vote.answer]),
    ).toEqual([
      ["heading", "2022"],
      ["period", "2022"],
      ["file-name", "2022"],
    ]);
  });

  it("enters an unknown agency under the name it gives itself", async () => {
    const { value, findings } = await identityOf("<h1>某某市财政局2022年政府信息公开工作年度报告</h1>");
    expect(value.agency).toEqual({ id: null, name: "某某市财政局" });
    expect(findings.map((finding) => finding.code)).toContain("agency-unknown");
  });

  it.each([
    ["本报告由某某县水利局编制。", "某某县水利局"],
    ["根据要求，现公布某某县水利局2022年度政府信息公开工作年度报告。", "某某县水利局"],
  ])("finds the author in the text where the title is silent: %s", async (sentence, name) => {
    const { value } = await identityOf(`<h1>2022年政府信息公开工作年度报告</h1><p>${sentence}</p>${PERIOD}`);
    expect([value.agency?.name, value.year]).toEqual([name, 2022]);
  });

  it("falls back on the site's own agency, and says so", async () => {
    const head = '<meta name="SiteName" content="宿迁市人民政府">';
    const { value, findings } = await identityOf(
      `<h1>2022年政府信息公开工作年度报告</h1>${PERIOD}`,
      "x.html",
      head,
    );
    expect(value.agency?.id).toBe("suqian-city");
    expect(findings.map((finding) => finding.code)).toContain("agency-from-site");
  });

  it("takes a name that says where it is only together with its site", async () => {
    const page = "<h1>总工会2022年政府信息公开工作年度报告</h1>";
    const { value } = await identityOf(page, "x.html", '<meta name="SiteName" content="某某市人民政府">');
    expect(value.agency).toEqual({ id: null, name: "某某市人民政府·总工会" });
  });

  it.each([
    ["period against title", `<h1>宿迁市2023年政府信息公开工作年度报告</h1>${PERIOD}`, "year-undecided"],
    ["nothing that names a year", "<h1>宿迁市政府信息公开工作年度报告</h1>", "year-undecided"],
    ["nothing that names an agency", `<p>无题</p>${PERIOD}`, "agency-undecided"],
  ])("says its doubt: %s", async (_, body, code) => {
    expect((await identityOf(body)).findings.map((finding) => finding.code)).toContain(code);
  });

  it.each([
    ["余姚市财政局关于报送2024年政府信息公开工作年度报告的函", "余姚市财政局"],
    ["关于报送余姚市财政局2024年政府信息公开工作年度报告的函", "余姚市财政局"],
    ["关于转发余姚市财政局2024年政府信息公开工作年度报告的通知", "余姚市财政局"],
    ["余姚市人民政府办公室关于转发余姚市财政局2024年政府信息公开工作年度报告的通知", "余姚市财政局"],
    ["余姚市财政局关于印发2024年政府信息公开工作年度报告的通知", "余姚市财政局"],
    ["余姚市财政局关于公布2024年政府信息公开工作年度报告的公告", "余姚市财政局"],
    ["余姚市财政局门户网站2024年政府信息公开工作年度报告", "余姚市财政局"],
    ["余姚市财政局（含下属单位）2024年政府信息公开工作年度报告", "余姚市财政局"],
    ["余姚市发展和改革局2024年政府信息公开工作年度报告", "余姚市发展和改革局"],
    ["余姚市住房和城乡建设局2024年政府信息公开工作年度报告", "余姚市住房和城乡建设局"],
    ["余姚市公开办2024年政府信息公开工作年度报告", "余姚市公开办"],
    ["余姚市国家保密局（国家密码管理局）2024年政府信息公开工作年度报告", "余姚市国家保密局(国家密码管理局)"],
  ])("takes the name out of “%s”", async (title, name) => {
    const { value } = await identityOf(`<h1>${title}</h1>`, "x.html", `<title>${title}</title>`);
    expect(value.agency).toEqual({ id: null, name });
    expect((await identityOf("<p>无题</p>", `${title}.html`)).value.agency).toEqual({ id: null, name });
  });

  it.each([
    "余姚市财政局、余姚市审计局",
    "余姚市财政局和余姚市审计局",
    "余姚市发展和改革局，余姚市财政局".replace("，", "/"),
    "余姚市、慈溪市",
  ])("attributes to nobody what several sign: %s", async (names) => {
    const { value, findings } = await identityOf(`<h1>${names}2024年政府信息公开工作年度报告</h1>`);
    expect([value.agency, value.year]).toEqual([null, 2024]);
    const [told] = findings.filter(({ code }) => code.startsWith("agency-"));
    expect(told).toEqual({ code: "agency-several", parameters: { name: names } });
  });

  it.each(["余姚市人民政府门户网站", "宿迁市人民政府门户网站", "返回首页", "法定主动公开内容"])(
    "takes no line above the title for a name: %s",
    async (line) => {
      const body = `<p>${line}</p><h1>2024年政府信息公开工作年度报告</h1>`;
      const { value, findings } = await identityOf(body, "x.html", `<title>${line}</title>`);
      expect([value.agency, value.year]).toEqual([null, 2024]);
      expect(findings.map(({ code }) => code)).toContain("agency-undecided");
    },
  );

  it.each([
    "关于做好2024年政府信息公开工作年度报告编制的通知",
    "关于公布2024年政府信息公开工作年度报告的通知",
    "2024年度政府信息公开工作年度报告",
    "2024年度的政府信息公开工作年度报告",
    "2024年的政府信息公开工作年度报告",
  ])("finds no name in “%s”", async (title) => {
    const { value } = await identityOf(`<h1>${title}</h1>`);
    expect([value.agency, value.year]).toEqual([null, 2024]);
  });

  describe("of a report whose title states no year", () => {
    const TITLE = "<h1>宿迁市政府信息公开工作年度报告</h1>";
    const yearOf = async (body: string, fileName?: string, head?: string) => {
      const { value, findings } = await identityOf(`${TITLE}${body}`, fileName, head);
      const told = findings.filter(({ code }) => code.startsWith("year-"));
      return [
        value.year,
        value.published,
        ...told.map(({ code, parameters }) => `${code} ${parameters.words ?? ""}`.trim()),
      ];
    };

    it.each([
      ["统计时间：2024年12月31日", 2024],
      ["统计截止时间：2024-12-31", 2024],
      ["统计截止：2024年12月31日", 2024],
      ["统计年度：2024年", 2024],
      ["统计时间：２０２４年１２月３１日", 2024],
      ["截至2024年12月31日，本市共有行政规范性文件31件。", 2024],
      ["数据截止到2024年12月31日", 2024],
    ])("names it by words of statistics: %s", async (words, year) => {
      expect(await yearOf(`<p>${words}</p>`)).toEqual([year, null]);
    });

    it.each([
      ["填报日期：2024年12月20日", null],
      ["发布日期：2024-12-31", "2024-12-31"],
      ["发布日期：2024-07-01", "2024-07-01"],
      ["打印时间：2025-01-20", null],
      ["（2019年修订）", null],
    ])("leaves it open by a date that says nothing for certain: %s", async (words, published) => {
      expect(await yearOf(`<p>${words}</p>`)).toEqual([null, published, "year-undecided"]);
    });

    it.each([
      ["发布日期：2025-01-20", "2025-01-20"],
      ["来源：市政府办时间：2025-06-30 15:07", "2025-06-30"],
      ["填报日期：2025年1月10日", null],
      ["填表时间：2025年1月10日", null],
    ])("concludes it from a date of spring, and says so: %s", async (words, published) => {
      const folded = words.replace("：", ":").replace("：", ":").replace(" ", "");
      expect(await yearOf(`<p>${words}</p>`)).toEqual([2024, published, `year-from-date ${folded}`]);
    });

    it("concludes it from the page's own date and address alike", async () => {
      const head = '<meta name="PubDate" content="2025-02-20">';
      expect(await yearOf("", "x.html", head)).toEqual([2024, "2025-02-20", "year-from-date 2025-02-20"]);
      const url = '<meta name="Url" content="http://a.gov.cn/art/202502/t1.html">';
      const words = "http://a.gov.cn/art/202502/t1.html";
      expect(await yearOf("", "x.html", url)).toEqual([2024, null, `year-from-date ${words}`]);
    });

    it("takes no revision of a law for it", async () => {
      expect(await yearOf("", "政府信息公开条例（2019年修订）.html")).toEqual([null, null, "year-undecided"]);
      expect(await yearOf("", "宿迁2024（2019年修订格式）.html")).toEqual([2024, null]);
    });
  });

  it("tells which date the page states, never another", async () => {
    expect((await identityOf("<h1>宿迁市2022年政府信息公开工作年度报告</h1>")).value.published).toBeNull();
    expect((await identityOf("<p>发布日期：2023-02-20</p>")).value.published).toBe("2023-02-20");
  });

  it("reads the scope from the text, else assumes the usual one and says so", async () => {
    const stated = await identityOf(
      "<h1>某某市财政局2022年政府信息公开工作年度报告</h1><p>本报告汇总各单位情况编制。</p>",
    );
    expect(stated.value.scope).toBe("whole-region");
    const assumed = await identityOf("<h1>某某市财政局2022年政府信息公开工作年度报告</h1>");
    expect(assumed.value.scope).toBe("own-organ");
    expect(assumed.findings.map((finding) => finding.code)).toContain("scope-assumed");
  });

  it("names another kind of document by its title", async () => {
    const { value } = await readDocument(
      new TextEncoder().encode("<html><h1>某某局2022年部门预算公开说明</h1></html>"),
    );
    expect(value && findOtherKind(value, catalog)?.id).toBe("budget");
  });
});

describe("codes of the agency", () => {
  const TITLE = "<h1>财政局2024年政府信息公开工作年度报告</h1>";
  const codesIn = async (...page: Parameters<typeof identityOf>) => {
    const { value } = await identityOf(...page);
    return value.evidence
      .filter(({ question }) => question === "identifier")
      .map(({ source, answer }) => [source, answer]);
  };

  it.each([
    [
      "the address",
      '<meta name="Url" content="http://a.gov.cn/x.jsp?area=113708260043292687&amp;y=2020">',
      "",
      "url",
    ],
    ["an index number", "", "<p>索引号：113708260043292687/2026-206748</p>", "text"],
    [
      "the cell behind its label",
      "",
      "<table><tr><td>索引号</td><td>113708260043292687/2026-206748</td></tr></table>",
      "text",
    ],
  ])("are read in %s", async (_, head, body, source) => {
    expect(await codesIn(`${body}${TITLE}`, "report.html", head)).toEqual([[source, "113708260043292687"]]);
  });

  it("are read in the name of the file, and nowhere else in the text", async () => {
    expect(await codesIn(TITLE, "113708260043292687-2024.html")).toEqual([
      ["file-name", "113708260043292687"],
    ]);
    expect(await codesIn(`${TITLE}<p>被申请人为 113708260043292687</p>`)).toEqual([]);
  });

  it("name nobody by themselves", async () => {
    const { value } = await identityOf(`<p>索引号：113708260043292687/2026-1</p>${TITLE}`);
    expect(value.agency).toEqual({ id: null, name: "财政局" });
  });
});

describe("labels", () => {
  it.each([
    ["（一）予以公开", "予以公开"],
    ["一、 本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"],
    ["3．危及\u201c三安全一稳定\u201d", "危及三安全一稳定"],
    ["1、属于国家秘密", "属于国家秘密"],
    ["①属于国家秘密", "属于国家秘密"],
    ["本年增/减", "本年增减"],
    ["结果\n维 持", "结果维持"],
    ["第二十条第（一）项", "第二十条第一项"],
    ["2015年度", "年度"],
    ["其中：1、政府网站公开数", "政府网站公开数"],
  ])("reduces %j to %j", async (printed, full) => {
    expect(keyOf(printed).full).toBe(full);
  });

  it("drops a note in brackets where the bare label is asked", async () => {
    expect(keyOf("（二）部分公开（区分处理的，只计这一情形，不计其他情形）").bare).toBe("部分公开");
  });

  it("takes a misprint for the only label near it, and for none where two are near", async () => {
    const labels = ["其他法律行政法规禁止公开", "属于行政执法案卷", "本年制发件数", "本年废止件数"];
    const nearest = (text: string): readonly string[] =>
      findApproximate(keyOf(text), labels, (label) => [label]);
    expect(nearest("其他法律行政法规禁公开")).toEqual(["其他法律行政法规禁止公开"]);
    expect(nearest("本年新")).toEqual([]);
    expect(nearest("属于")).toEqual([]);
    expect(editDistance("制发件数", "废止件数", 2)).toBe(2);
  });
});
