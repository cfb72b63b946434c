import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPage } from "../../lib/documents/markup/html-page.ts";
import { listScriptTexts } from "../../lib/documents/markup/script-texts.ts";

const TABLE =
  '<table border="1"><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>1</td><td>2</td></tr><tr><td>规范性文件</td><td>3</td><td>4</td></tr><tr><td>行政许可</td><td>5</td></tr></table>';
const ROWS = [
  ["信息内容", "本年制发件数"],
  ["规章", "1", "2"],
  ["规范性文件", "3", "4"],
  ["行政许可", "5"],
];
const escapeMarkup = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const escapeUnits = (text: string): string =>
  text.replace(/[^\w ]/g, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

function read(page: string) {
  const { value, findings } = readPage(page, "utf-8");
  const tables = (value?.blocks ?? []).filter((block) => block.kind === "table");
  return {
    tables: tables.map((table) => table.rows.map((row) => row.map((cell) => cell.text))),
    findings: findings.map((finding) => finding.code),
    path: tables[0]?.rows[1]?.[1]?.place.path,
    links: findings.find((finding) => finding.code === "content-elsewhere")?.parameters.links,
  };
}

const script = (code: string): string => `<html><body><p>正文</p><script>${code}</script></body></html>`;
const json = JSON.stringify({ title: "年报", content: TABLE });

describe("a page without tables", () => {
  it.each([
    ["document.write", script(`document.write('${TABLE}');`)],
    ["pieces joined", script(`var c = '${TABLE.slice(0, 60)}' +\n  '${TABLE.slice(60)}';`)],
    [
      "pieces written",
      script(
        TABLE.split(/(?=<tr>)/)
          .map((piece) => `document.write('${piece}');`)
          .join("\n"),
      ),
    ],
    [
      "pieces added",
      script(
        `var h = '';\n${TABLE.split(/(?=<tr>)/)
          .map((piece) => `h += '${piece}';`)
          .join("\n")}`,
      ),
    ],
    ["a template string", script(`el.innerHTML = \`${TABLE}\`;`)],
    ["escaped units", script(`var content = "<p>正文</p>${escapeUnits(TABLE)}";`)],
    ["escaped bytes", script(`var content = "${TABLE.replaceAll("<", "\\x3c").replaceAll('"', "\\'")}";`)],
    ["escaped slashes", script(`var content = "${TABLE.replaceAll('"', '\\"').replaceAll("/", "\\/")}";`)],
    ["entities in a string", script(`var content = "${escapeMarkup(TABLE)}";`)],
    ["percent signs", script(`document.write(unescape("${encodeURIComponent(TABLE)}"));`)],
    ["JSON", `<body><script type="application/json">${json.replaceAll("</", "<\\/")}</script></body>`],
    ["JSON in a string", script(`var data = JSON.parse(${JSON.stringify(json).replaceAll("</", "<\\/")});`)],
    [
      "JSON in a string, escaped",
      script(`var data = JSON.parse(${JSON.stringify(json.replaceAll("<", "\\u003c"))});`),
    ],
    ["a textarea", `<body><textarea>${escapeMarkup(TABLE)}</textarea></body>`],
    ["a textarea, not escaped", `<body><textarea>${TABLE}</textarea></body>`],
    ["xmp", `<body><xmp>${TABLE}</xmp></body>`],
    ["template", `<body><template>${TABLE}</template></body>`],
    ["a hidden field", `<body><input type="hidden" value="${escapeMarkup(TABLE)}"></body>`],
    ["a frame's own document", `<body><iframe srcdoc="${escapeMarkup(TABLE)}"></iframe></body>`],
    ["escaped text", `<body><div>${escapeMarkup(TABLE)}</div></body>`],
    ["text escaped twice", `<body><div>${escapeMarkup(escapeMarkup(TABLE))}</div></body>`],
    [
      "escaped text in lines",
      `<body><div>${escapeMarkup(TABLE).replaceAll("&lt;tr", "<br>&lt;tr")}</div></body>`,
    ],
  ])("is read from %s", (_, page) => {
    expect(read(page)).toMatchObject({ tables: [ROWS], findings: ["content-in-script"] });
  });

  it("tells in which element the table was", () => {
    expect(read(`<body><div><textarea>${TABLE}</textarea></div></body>`).path).toBe(
      "html/body/div[1]/textarea[1]!html/body/table[1]/tbody[1]/tr[2]/td[2]",
    );
  });

  it("does not take what a script computes for an empty cell", () => {
    const code = `var h = "<table><tr><td>规章</td><td>" + n + "</td><td>2</td></tr>";
      h += "<tr><td>规范性文件</td><td>3</td><td>4</td><td>" + f(x); h += "</td><td>5</td></tr></table>";`;
    expect(read(script(code)).tables).toEqual([
      [
        ["规章", "\uFFFD", "2"],
        ["规范性文件", "3", "4", "\uFFFD", "5"],
      ],
    ]);
    expect(read(script(`x.innerHTML = \`${TABLE.replace(">1<", `>$${"{n}"}<`)}\``)).tables[0]?.[1]).toEqual([
      "规章",
      "\uFFFD",
      "2",
    ]);
  });

  it("reads one text once, however often it stands in the page", () => {
    expect(read(script(`a('${TABLE}');`) + script(`b('${TABLE}');`)).tables).toHaveLength(1);
  });

  it("names the files and frames it points to", () => {
    const page = `<body><p>年报见附件</p><a href="/d/报告.doc">附件</a><a href="x.html">返回</a><a href="javascript:x('.doc')">1</a>
      <a href="2.pdf?id=3">附件2</a><iframe src="body.html"></iframe></body>`;
    expect(read(page)).toMatchObject({
      findings: ["content-elsewhere"],
      links: "/d/报告.doc 2.pdf?id=3 body.html",
    });
    expect(read(`<frameset><frame src="left.htm"><frame src="main.htm"></frameset>`).links).toBe(
      "left.htm main.htm",
    );
  });

  it("with nothing hidden says nothing", () => {
    expect(read(`<body><p>正文</p><script>var a = "<p>";</script></body>`)).toMatchObject({
      tables: [],
      findings: [],
    });
  });
});

describe("a page that shows its figures", () => {
  it("is read as it shows itself", () => {
    const page = `<body>${TABLE}<a href="x.doc">附件</a><script>var s = '${TABLE.replace(">1<", ">9<")}'</script></body>`;
    expect(read(page)).toMatchObject({ tables: [ROWS], findings: [] });
  });
});

describe("listScriptTexts", () => {
  it("leaves comments and code out", () => {
    expect(listScriptTexts(`// "a"\n/* 'b' */ f("c", 'd'); x = "e" + 'f';`)).toEqual(["c", "d", "ef"]);
  });

  it("never throws and takes time in proportion", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "'",
            '"',
            "`",
            "\\",
            "\n",
            "+",
            "<table>",
            "${",
            "}",
            "/",
            "*",
            " ",
            "\\u",
            "document.write(",
          ),
          { maxLength: 60 },
        ),
        (signs) => {
          listScriptTexts(signs.join(""));
        },
      ),
    );
    const started = performance.now();
    listScriptTexts(`"a"${" ".repeat(2_000_000)}"b"${"'".repeat(500_001)}${"`".repeat(100_001)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
