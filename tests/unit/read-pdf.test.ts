import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkStreams } from "../../lib/documents/pdf/pdf-streams.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import type { Block } from "../../lib/model.ts";
import { type PdfLayout, PLAIN_LAYOUT, typesetPdf } from "../fixtures/pdf-typesetter.ts";
import { type PdfItem, type PdfPage, writePdf } from "../fixtures/pdf-writer.ts";

const cell = (row: number, column: number, text: string) => ({
  ...{ row, column, rowSpan: 1, columnSpan: 1, text, place: {} },
});
const ROWS = [
  ["信息内容", "本年制发件数", "现行有效件数"],
  ["规章", "447228", "0"],
  ["行政规范性文件", "8", "96171.6"],
];
const BLOCKS: Block[] = [
  { kind: "paragraph", text: "二、主动公开政府信息情况", place: {} },
  {
    ...{ kind: "table", index: 1, method: "markup", ragged: false, place: {} },
    rows: ROWS.map((row, y) => row.map((text, x) => cell(y + 1, x + 1, text))),
  },
];

const textsOf = (blocks: readonly Block[] | undefined): string[][][] =>
  (blocks ?? []).flatMap((block) =>
    block.kind === "table" ? [block.rows.map((row) => row.map((one) => one.text.replace(/\n/g, "")))] : [],
  );

async function read(pages: readonly PdfPage[], options = {}) {
  const { value, findings } = await readDocument(writePdf(pages, options));
  return { value, texts: textsOf(value?.blocks), findings };
}

const page = (items: readonly PdfItem[], more: Partial<PdfPage> = {}): PdfPage => ({
  width: 595,
  height: 842,
  items,
  ...more,
});
const withItems = (change: (item: PdfItem) => PdfItem): PdfPage[] =>
  typesetPdf(BLOCKS).map((one) => ({ ...one, items: one.items.map(change) }));

describe("PDF files", () => {
  it.each<[string, Partial<PdfLayout>]>([
    ["with lines", {}],
    ["with a frame per cell", { border: "frames" }],
    ["with thin fills", { border: "fills" }],
    ["with dashes", { border: "dashes" }],
    ["with double lines", { border: "double" }],
    ["without outer sides", { open: ["left", "right"] }],
    ["in landscape", { page: [842, 595] }],
    ["turned by a quarter", { rotate: 90 }],
    ["turned by three quarters", { rotate: 270 }],
    ["with numbers in two strings", { splitNumbers: true }],
    ["printed twice to look bold", { fakeBold: true }],
  ])("give the cells of a table %s", async (_, layout) => {
    const { texts, findings } = await read(typesetPdf(BLOCKS, { ...PLAIN_LAYOUT, ...layout }));
    expect(texts).toEqual([ROWS]);
    expect(findings).toEqual([]);
  });

  it("give the cells of a table without lines", async () => {
    const { texts } = await read(typesetPdf(BLOCKS, { ...PLAIN_LAYOUT, border: "none" }));
    expect(texts).toEqual([[["", ...(ROWS[0]?.slice(1) ?? [])], ...ROWS.slice(1)]]);
  });

  it("give their title, and a place to every cell", async () => {
    const { value } = await read(typesetPdf(BLOCKS), { title: "政府信息公开工作年度报告" });
    expect(value?.metadata).toEqual([{ name: "title", content: "政府信息公开工作年度报告" }]);
    const table = value?.blocks.find((block) => block.kind === "table");
    expect(table).toMatchObject({ method: "layout", ragged: false, place: { page: 1 } });
    expect(value?.blocks[0]).toMatchObject({ text: "二、主动公开政府信息情况", place: { page: 1 } });
  });

  it("read uncompressed content", async () => {
    expect((await read(typesetPdf(BLOCKS), { compress: false })).texts).toEqual([ROWS]);
  });

  it("mark text that was laid behind a picture", async () => {
    const { value, findings } = await read(
      withItems((item) => (item.kind === "text" ? { ...item, invisible: true } : item)),
    );
    expect(findings).toEqual([{ code: "pdf-hidden-text-layer", parameters: { pages: "1" } }]);
    expect(value?.blocks.find((block) => block.kind === "table")).toMatchObject({ method: "ocr" });
  });

  it("leave hidden text out where other text is shown", async () => {
    const [first, ...rest] = typesetPdf(BLOCKS);
    const hidden: PdfItem = { kind: "text", x: 480, y: 130, size: 10, text: "99", invisible: true };
    const { texts } = await read([page([...(first?.items ?? []), hidden]), ...rest]);
    expect(texts).toEqual([ROWS]);
  });

  it("know no digits in fonts without a map", async () => {
    const { texts, findings } = await read(
      withItems((item) =>
        item.kind === "text" && item.text === "447228" ? { ...item, unmapped: true } : item,
      ),
    );
    expect(texts[0]?.[1]?.[1]).toBe("\ufffd".repeat(6));
    expect(findings).toEqual([{ code: "pdf-text-unmapped", parameters: { count: 6 } }]);
  });

  it("read no number of which the edge of the page takes a part", async () => {
    const [first] = typesetPdf(BLOCKS);
    const { texts } = await read([page(first?.items ?? [], { width: 475 })]);
    expect(texts.flat(2).some((text) => text.includes("\ufffd"))).toBe(true);
  });

  it("stop after the ceiling of pages", async () => {
    const many = Array.from({ length: 301 }, () => page([]));
    const { findings } = await read(many);
    expect(findings).toEqual([{ code: "pdf-too-many-pages", parameters: { pages: 301, limit: 300 } }]);
  });
});

/** A file of numbered objects without a cross-reference table, as parsers mend it. */
const fileOf = (...objects: readonly (string | Buffer)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from("%PDF-1.5\n"),
      ...objects.flatMap((object, at) => [
        Buffer.from(`${at + 1} 0 obj\n`),
        Buffer.from(object),
        Buffer.from("\nendobj\n"),
      ]),
      Buffer.from("trailer\n<< /Root 1 0 R >>\n%%EOF\n"),
    ]),
  );
const CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
const PAGE =
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>";
const streamOf = (data: Buffer, entries = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${data.length} ${entries} >>\nstream\n`),
    data,
    Buffer.from("\nendstream"),
  ]);

/** Forms each of which paints the next one `times` times. */
function nestForms(depth: number, times: number, how: "plain" | "packed" | "cyclic" = "plain"): Uint8Array {
  const name = how === "packed" ? "#41" : "A";
  const paint = Buffer.from(`/${name} Do `.repeat(times));
  const first = 5;
  const resourcesOf = (level: number): string => {
    const next = level + 1 < depth ? first + level + 1 : how === "cyclic" ? first : undefined;
    return next === undefined ? "<< >>" : `<< /XObject << /A ${next} 0 R >> >>`;
  };
  const packed = first + depth + 1;
  const forms = Array.from({ length: depth }, (_, level) => {
    const resources = how === "packed" ? `${packed + level} 0 R` : resourcesOf(level);
    const entries = `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources ${resources}`;
    return streamOf(paint, entries);
  });
  const texts = forms.map((_, level) => `${resourcesOf(level)} `);
  const pairs = texts.map((_, at) => `${packed + at} ${texts.slice(0, at).join("").length}`).join(" ");
  const objects = Buffer.from(`${pairs} ${texts.join("")}`);
  const store = streamOf(
    deflateSync(objects),
    `/Type /ObjStm /N ${depth} /First ${pairs.length + 1} /Filter /FlateDecode`,
  );
  return fileOf(CATALOG, PAGES, PAGE, streamOf(paint), ...forms, ...(how === "packed" ? [store] : []));
}

describe("hostile and damaged PDF files", () => {
  const whole = writePdf(typesetPdf(BLOCKS));

  it.each<[string, string, () => Uint8Array]>([
    ["nothing but a mark", "pdf-damaged", () => new Uint8Array(Buffer.from("%PDF-1.7"))],
    ["a file cut short", "pdf-damaged", () => whole.slice(0, Math.floor(whole.length * 0.7))],
    [
      "a stream that unpacks to 100 MB",
      "pdf-unpacks-too-large",
      () =>
        fileOf(
          CATALOG,
          PAGES,
          PAGE,
          streamOf(deflateSync(Buffer.alloc(100 * 1024 * 1024, 32)), "/Filter /FlateDecode"),
        ),
    ],
    [
      "one packed twice, its filter spelt by codes",
      "pdf-unpacks-too-large",
      () =>
        fileOf(
          CATALOG,
          PAGES,
          PAGE,
          streamOf(
            deflateSync(deflateSync(Buffer.alloc(100 * 1024 * 1024, 32))),
            "/Filter [/#46lateDecode /FlateDecode]",
          ),
        ),
    ],
    [
      "forms that paint one another a million million times",
      "pdf-repeats-too-often",
      () => nestForms(12, 10),
    ],
    [
      "the same with resources in an object stream, under a name spelt by codes",
      "pdf-repeats-too-often",
      () => nestForms(12, 10, "packed"),
    ],
    ["two forms that paint each other", "pdf-repeats-too-often", () => nestForms(2, 2, "cyclic")],
  ])("are named: %s", async (_, code, make) => {
    const { findings } = await readDocument(make());
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it("may have page trees that hold themselves", async () => {
    const { value } = await readDocument(fileOf(CATALOG, "<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R] >>"));
    expect(value?.blocks ?? []).toEqual([]);
  });

  it("may paint a form as often as a page needs it", async () => {
    const { value, findings } = await readDocument(nestForms(3, 10));
    expect([value?.blocks, findings]).toEqual([[], []]);
  });

  it("may draw themselves", async () => {
    const form = streamOf(
      Buffer.from("/A Do"),
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >>",
    );
    const { value } = await readDocument(fileOf(CATALOG, PAGES, PAGE, streamOf(Buffer.from("/A Do")), form));
    expect(value?.blocks).toEqual([]);
  });

  it("give no figure once a bit of their text is flipped", () => {
    const start = Buffer.from(whole).indexOf("stream\n") + 7;
    for (const at of [start + 30, start + 200, start + 400]) {
      const flipped = whole.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      expect(checkStreams(flipped)).toBe("damaged");
    }
    expect(checkStreams(whole)).toBeUndefined();
  });

  it("are read where only a picture is damaged", () => {
    const data = deflateSync(Buffer.alloc(5000, 7));
    data[data.length - 1] = (data[data.length - 1] ?? 0) ^ 1;
    const picture = streamOf(data, "/Type /XObject /Subtype /Image /Filter /FlateDecode");
    expect(checkStreams(fileOf(CATALOG, PAGES, PAGE, picture))).toBeUndefined();
    expect(checkStreams(fileOf(CATALOG, PAGES, PAGE, streamOf(data, "/Filter /FlateDecode")))).toBe(
      "damaged",
    );
  });
});
