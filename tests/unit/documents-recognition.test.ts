import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TextRun } from "../../lib/documents/layout/page.ts";
import { createBitmap } from "../../lib/documents/pictures/bitmap.ts";
import type { Glyph, GlyphShape } from "../../lib/documents/pictures/cell-ink.ts";
import { decideFigures, SURE } from "../../lib/documents/pictures/decide-figures.ts";
import { assignSigns } from "../../lib/documents/pictures/figure-signs.ts";
import { confirmUnit } from "../../lib/documents/pictures/figure-units.ts";
import type { Look } from "../../lib/documents/pictures/glyph-alphabet.ts";
import { mendBrackets, mendLabel } from "../../lib/documents/pictures/mend-recognized.ts";
import { dropStrokes } from "../../lib/documents/pictures/picture-cells.ts";
import { recognizePage } from "../../lib/documents/pictures/recognize-page.ts";
import { recognizePictures, requireTesseract } from "../../lib/documents/pictures/tesseract.ts";

const glyph = (shape: GlyphShape): Glyph => ({ shape, frame: [0, 0, 10, 20] });
const shapes = (text: string): Glyph[] =>
  [...text].map((sign) =>
    glyph(sign === "." ? "point" : sign === "," ? "comma" : sign === "-" ? "dash" : "digit"),
  );

describe("a text and the signs that are printed", () => {
  test.each([
    ["1,234", "1,234", true],
    ["1,234", "1.234", false],
    ["18.87", "1887", false],
    ["713", "7133", false],
    ["-5", "-5", true],
    ["-5", "15", false],
  ])("%s printed, %s read: fits %s", (printed, read, fits) => {
    expect(assignSigns(read, shapes(printed)) !== undefined).toBe(fits);
  });

  test("two digits that touch stand for one shape", () => {
    expect(assignSigns("125", [glyph("joined"), glyph("digit")])).toEqual(["12", "5"]);
    expect(assignSigns("15", [glyph("joined"), glyph("digit")])).toBeUndefined();
  });
});

describe("figures are believed only twice read", () => {
  /** Signs of one kind look alike up to a little noise, of different kinds they do not. */
  const look = (sign: string, noise = 0): Look => {
    const vector = new Float32Array(12);
    vector[Number(sign)] = 1;
    vector[10] = noise;
    return vector.map((value) => value / Math.hypot(1, noise));
  };
  const figure = (printed: string, ...texts: string[]) => ({
    texts,
    glyphs: shapes(printed),
    looks: [...printed].map((sign, at) => look(/\d/.test(sign) ? sign : "0", (at % 3) / 20)),
  });
  const alphabet = ["10", "71", "17", "70", "07", "101", "377", "33", "43"].map((text) =>
    figure(text, text, text, text),
  );
  const decide = (...figures: ReturnType<typeof figure>[]) =>
    decideFigures([...alphabet, ...figures]).slice(alphabet.length);

  test("a wrong majority is outvoted by the looks of the page's other signs", () => {
    const [decided] = decide(figure("713", "713", "113", "113"));
    expect(decided?.text).toBe("713");
    expect(decided?.confidence).toBeGreaterThanOrEqual(SURE);
  });

  test("readings that agree on a sign that looks like another are in doubt", () => {
    const [decided] = decide(figure("713", "113", "113", "113"));
    expect(decided?.confidence).toBeLessThan(SURE);
  });

  test("a sign the page has nowhere else needs all readings", () => {
    const [agreed, parted] = decide(figure("19", "19", "19", "19"), figure("18", "18", "18", "13"));
    expect(agreed?.confidence).toBeGreaterThanOrEqual(SURE);
    expect(parted?.confidence).toBeLessThan(SURE);
  });

  test("as many signs as are printed, or doubt", () => {
    const [lost, point] = decide(figure("10", "1", "1", "1"), figure("1.7", "17", "17", "17"));
    expect(lost?.confidence).toBeLessThan(SURE);
    expect(point?.confidence).toBeLessThan(SURE);
  });

  test("what nobody could read keeps no text and no confidence", () => {
    expect(decide(figure("19", "", "", ""))).toEqual([{ text: "", confidence: 0 }]);
  });

  test("what may be half a character says nothing of the page's signs", () => {
    const halves = ["8", "8", "8"].map((text) => ({ ...figure(text, text, text, text), vouches: false }));
    const [decided] = decide(figure("8", "8", "8", "3"), ...halves);
    expect(decided?.confidence).toBeLessThan(SURE);
  });

  test("a systematic misreading is not made true by its own company", () => {
    const misread = ["7", "70", "07"].map((text) =>
      figure(text, text.replace("7", "1"), text.replace("7", "1"), text.replace("7", "1")),
    );
    for (const { text, confidence } of decide(...misread))
      expect(confidence >= SURE && text.includes("1"), text).toBe(false);
  });
});

describe("a figure with a unit", () => {
  const run = (text: string, confidence: number): TextRun => ({ text, confidence, box: [0, 0, 9, 9] });
  const confirm = (figure: string, unit: string, whole: string, characters = 2) =>
    confirmUnit(run(whole, 0.5), run(figure, 0.95), run(unit, 0.9), {
      kind: "figure",
      frame: [0, 0, 30, 20],
      glyphs: [],
      height: 20,
      unit: { frame: [30, 0, 80, 20], characters },
    });

  test("is as sure as both where the whole cell reads the same", () => {
    expect(confirm("8.04", "万元", "8.04万元")).toMatchObject({ text: "8.04万元", confidence: 0.9 });
  });

  test.each([
    ["a lost sign of the unit", "8.04", "元", "8.04元"],
    ["another unit in the whole", "8.04", "万元", "8.04亿元"],
    ["another figure in the whole", "804", "万元", "8.04万元"],
    ["digits in the unit", "8.0", "4元", "8.04元"],
  ])("stays in doubt with %s", (_, figure, unit, whole) => {
    expect(confirm(figure, unit, whole)).toMatchObject({ text: whole, confidence: 0.5 });
  });
});

describe("what recognition does to labels", () => {
  test.each([
    ["《一)予以公开", "(一)予以公开"],
    ["二)部分公开〈区分处理的)", "(二)部分公开(区分处理的)"],
    ["不是《条例》所指政府信息", "不是《条例》所指政府信息"],
    ["(三)不予公开", "(三)不予公开"],
    ["注)", "注)"],
  ])("%s becomes %s", (text, expected) => {
    expect(mendBrackets(text)).toBe(expected);
  });

  test.each([
    ["1信访举报投诉类申请", "1.信访举报投诉类申请"],
    ["|.当面申请数", "1.当面申请数"],
    ["l .按时办结数", "1.按时办结数"],
    ["了.告知作出更改补充数", "7.告知作出更改补充数"],
    ["了解情况", "了解情况"],
    ["3月", "3月"],
    ["12件", "12件"],
  ])("%s becomes %s", (text, expected) => {
    expect(mendLabel(text)).toBe(expected);
  });
});

test("strokes of a heading are no lines of a table", () => {
  const line = (axis: "horizontal" | "vertical", at: number, from: number, to: number) => ({
    axis,
    at,
    from,
    to,
  });
  const table = [
    line("horizontal", 100, 50, 500),
    line("vertical", 50, 100, 116),
    line("horizontal", 116, 50, 80),
  ];
  const heading = [line("horizontal", 40, 200, 220), line("vertical", 205, 30, 48)];
  expect(dropStrokes([...heading, ...table])).toEqual(table);
});

describe("the program that recognises", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gongkai-test-"));
    vi.stubEnv("TMPDIR", folder);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const install = (name: string, ...lines: string[]) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${lines.join("\n")}\n`);
    chmodSync(file, 0o755);
    vi.stubEnv("GONGKAI_TESSERACT", file);
    return { program: file, version: "5", languages: ["chi_sim", "eng"] };
  };
  const picture = createBitmap(8, 8);
  const task = { language: "eng", segmentation: "line" } as const;
  const leftBehind = () => readdirSync(folder).filter((name) => name.startsWith("gongkai-ocr-"));

  test("that is not there leaves a page unread, with a finding that names the page", async () => {
    vi.stubEnv("GONGKAI_TESSERACT", join(folder, "nowhere"));
    const read = await recognizePage(picture, 3, { geometry: "first", pointsPerPixel: 0.24 });
    expect(read).toEqual({ value: null, findings: [{ code: "ocr-missing", parameters: { page: 3 } }] });
  });

  test("without Chinese is as good as none", async () => {
    install("half", 'echo "List of languages"; echo eng');
    const { value, findings } = await requireTesseract();
    expect(value).toBeNull();
    expect(findings).toEqual([{ code: "ocr-language-missing", parameters: { languages: "chi_sim" } }]);
  });

  test("answers a table of words, which are put in order of their pictures", async () => {
    const row = (page: number, line: number, text: string, confidence: number) =>
      ["5", page, 1, 1, line, 1, 10, 20, 30, 40, confidence, text].join("\\t");
    const program = install(
      "words",
      `printf '${row(2, 1, "12", 91)}\\n${row(1, 1, "公", 96)}\\n${row(1, 1, "开", 55)}\\n${row(1, 2, "a", 40)}\\n'`,
    );
    const { value } = await recognizePictures(program, [picture, picture], task);
    expect(value?.map((lines) => lines.map(({ text, confidence }) => [text, confidence]))).toEqual([
      [
        ["公开", 0.55],
        ["a", 0.4],
      ],
      [["12", 0.91]],
    ]);
    expect(leftBehind()).toEqual([]);
  });

  test("gets one list of pictures, and one thread", async () => {
    const program = install(
      "args",
      `echo "$OMP_THREAD_LIMIT $@" > ${join(tmpdir(), "said")}; wc -l < "$1" >> ${join(tmpdir(), "said")}`,
    );
    await recognizePictures(program, [picture, picture, picture], { ...task, signs: "0123" });
    const [line = "", count] = readFileSync(join(folder, "said"), "utf8").split("\n");
    expect(line).toMatch(/^1 \S+list\.txt stdout -l eng --psm 7 -c tessedit_char_whitelist=0123 /);
    expect(Number(count)).toBe(3);
  });

  test("that fails or talks without end gives a finding, and nothing is left behind", async () => {
    const failing = install("fails", "echo trouble >&2; exit 3");
    const failed = await recognizePictures(failing, [picture], task);
    expect(failed).toEqual({
      value: null,
      findings: [{ code: "ocr-failed", parameters: { reason: "trouble" } }],
    });
    const endless = install(
      "endless",
      "while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done",
    );
    expect((await recognizePictures(endless, [picture], task)).value).toBeNull();
    expect(leftBehind()).toEqual([]);
  });
});
