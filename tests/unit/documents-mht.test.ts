import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeHeader, listLeaves, readMime } from "../../lib/documents/markup/mime.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { encodeGb18030 } from "../../lib/typeset/gb18030.ts";

const PAGE =
  "<html><head><title>年报</title></head><body><p>一、总体情况</p><table><tr><td>规章</td><td>12</td><td>0</td></tr><tr><td>行政许可</td><td>447228</td><td>3</td></tr></table></body></html>";
const OTHER =
  "<html><body><table><tr><td>行政处罚</td><td>7</td><td>8</td><td>9</td><td>10</td></tr></table></body></html>";

const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");

/** Quoted-printable with soft line breaks (RFC 2045, 6.7). */
function quote(bytes: Uint8Array): string {
  const signs = [...bytes].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  let line = "";
  const lines: string[] = [];
  for (const sign of signs) {
    if (line.length + sign.length > 75) {
      lines.push(`${line}=`);
      line = "";
    }
    line += sign;
  }
  return [...lines, line].join("\r\n");
}

const base64 = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\r\n");

const part = (headers: readonly string[], body: string): string =>
  `${headers.join("\r\n")}\r\n\r\n${body}\r\n`;

function message(
  parts: readonly string[],
  boundary: string,
  type = "multipart/related",
  head: readonly string[] = [],
): string {
  const body = parts.map((text) => `--${boundary}\r\n${text}`).join("");
  return `${[...head, "MIME-Version: 1.0", `Content-Type: ${type};\r\n\ttype="text/html";\r\n\tboundary="${boundary}"`].join("\r\n")}\r\n\r\n${body}--${boundary}--\r\n`;
}

const html = (bytes: Uint8Array, encoding: "base64" | "quoted-printable", charset?: string): string =>
  part(
    [
      `Content-Type: text/html${charset ? `; charset="${charset}"` : ""}`,
      `Content-Transfer-Encoding: ${encoding}`,
      "Content-Location: file:///C:/x.htm",
    ],
    encoding === "base64" ? base64(bytes) : quote(bytes),
  );
const picture = part(
  ["Content-Type: image/gif", "Content-Transfer-Encoding: base64"],
  "R0lGODlhAQABAAAAACw=",
);
const BOUNDARY = "----=_NextPart_01D5C8";

async function read(text: string) {
  const { value, findings } = await readDocument(Buffer.from(text, "latin1"));
  const tables = (value?.blocks ?? []).filter((block) => block.kind === "table");
  return {
    format: value?.format,
    charset: value?.charset,
    title: value?.metadata.find(({ name }) => name === "title")?.content,
    cells: tables.map((table) => table.rows.flatMap((row) => row.map((cell) => cell.text))),
    indexes: tables.map((table) => table.index),
    findings: findings.map((finding) => finding.code),
  };
}

const CELLS = [["规章", "12", "0", "行政许可", "447228", "3"]];

describe("saved pages", () => {
  it.each([
    ["base64", message([html(utf8(PAGE), "base64", "utf-8"), picture], BOUNDARY)],
    ["quoted-printable", message([html(utf8(PAGE), "quoted-printable", "utf-8"), picture], BOUNDARY)],
    ["GBK", message([html(encodeGb18030(PAGE), "quoted-printable", "gb2312")], BOUNDARY)],
    ["no charset said", message([html(encodeGb18030(PAGE), "base64")], BOUNDARY)],
    [
      "a browser's boundary",
      message([html(utf8(PAGE), "quoted-printable"), picture], "----MultipartBoundary--a1b2----"),
    ],
    ["the page behind a picture", message([picture, html(utf8(PAGE), "base64")], BOUNDARY)],
    [
      "lines ended by LF alone",
      message([html(utf8(PAGE), "base64"), picture], BOUNDARY).replaceAll("\r\n", "\n"),
    ],
    [
      "alternatives within",
      message(
        [
          `${message([part(["Content-Type: text/plain"], "x"), html(utf8(PAGE), "base64")], "inner", "multipart/alternative")}\r\n`,
          picture,
        ],
        BOUNDARY,
      ),
    ],
    [
      "a boundary within the boundary",
      message(
        [html(utf8(PAGE), "base64"), part([`Content-Type: text/plain`], `--${BOUNDARY}x\r\n`)],
        BOUNDARY,
      ),
    ],
  ])("are read: %s", async (_, text) => {
    expect(await read(text)).toMatchObject({ format: "mht", title: "年报", cells: CELLS, findings: [] });
  });

  it("are read without the boundary in the head", async () => {
    const text = message([html(utf8(PAGE), "base64"), picture], BOUNDARY).replace(
      /;\r\n\tboundary="[^"]*"/,
      "",
    );
    expect(await read(text)).toMatchObject({ cells: CELLS });
  });

  it("give every sheet of a saved workbook, numbered on", async () => {
    const frames = utf8("<html><frameset><frame src='sheet001.htm'></frameset></html>");
    const { cells, indexes, findings } = await read(
      message([html(frames, "base64"), html(utf8(PAGE), "base64"), html(utf8(OTHER), "base64")], BOUNDARY),
    );
    expect(cells).toEqual([...CELLS, ["行政处罚", "7", "8", "9", "10"]]);
    expect(indexes).toEqual([1, 2]);
    expect(findings).toEqual([]);
  });

  it("take their title from the head where the page has none", async () => {
    const subject = `Subject: =?utf-8?B?${utf8("政府信息公开").toString("base64")}?=\r\n =?utf-8?Q?${quote(utf8("年报"))}?=`;
    const page = utf8(PAGE.replace(/<title>.*<\/title>/, ""));
    expect(
      (await read(message([html(page, "base64")], BOUNDARY, "multipart/related", [subject]))).title,
    ).toBe("政府信息公开年报");
  });

  it("without a page say so", async () => {
    expect((await read(message([picture], BOUNDARY))).findings).toEqual(["mht-without-page"]);
  });

  it("cut short are read up to there and never wrong", async () => {
    for (const encoding of ["base64", "quoted-printable"] as const) {
      const whole = message([html(utf8(PAGE), encoding, "utf-8")], BOUNDARY);
      for (let size = 120; size < whole.length - 2; size += 1) {
        const { cells, findings } = await read(whole.slice(0, size));
        if (size < whole.length - 10)
          expect(findings.some((code) => /^(?:mht|charset|no-)/.test(code))).toBe(true);
        for (const text of cells.flat()) expect(CELLS.flat()).toContain(text);
      }
    }
  });

  it("never throw, however changed", () => {
    const whole = Buffer.from(message([html(utf8(PAGE), "base64"), picture], BOUNDARY), "latin1");
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        readMime(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it("made to hurt end soon", () => {
    const started = performance.now();
    let nested = "x";
    for (let depth = 0; depth < 60; depth++) nested = message([nested], `b${depth}`);
    expect(listLeaves(readMime(Buffer.from(nested, "latin1")))).toHaveLength(1);
    const many = message(new Array<string>(50_000).fill("Content-Type: text/plain\r\n\r\n"), "b");
    expect(listLeaves(readMime(Buffer.from(many, "latin1"))).length).toBeLessThanOrEqual(2000);
    readMime(Buffer.from(`MIME-Version: 1.0\r\n${"--".repeat(1_000_000)}`));
    readMime(Buffer.from(`MIME-Version: 1.0\r\n\r\n${"--a\r\n".repeat(300_000)}`));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe("decodeHeader", () => {
  it("leaves what is not encoded", () => {
    expect(decodeHeader("a =?utf-8?Q?b_c?= d", (bytes) => Buffer.from(bytes).toString("utf8"))).toBe(
      "a b c d",
    );
  });
});
