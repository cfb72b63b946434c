import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { findingText } from "../../lib/catalog/finding-text.ts";
import { listMembers } from "../../lib/documents/archive.ts";
import { encodeGb18030 } from "../../lib/typeset/gb18030.ts";
import { packByHand } from "../fixtures/packed-file.ts";

const A = strToU8("a");
const B = strToU8("b");

/** Members as `name=content`, findings as `code: name`. */
function list(bytes: Uint8Array) {
  const members: string[] = [];
  const findings: string[] = [];
  for (const outcome of listMembers(bytes)) {
    if (outcome.value !== null)
      members.push(`${outcome.value.name}=${new TextDecoder().decode(outcome.value.bytes.subarray(0, 20))}`);
    findings.push(...outcome.findings.map(({ code, parameters }) => `${code}: ${parameters.name}`));
    for (const finding of outcome.findings)
      expect(findingText(getCatalog(), finding, "en").message).not.toMatch(/\{[a-z]+\}/);
  }
  return { members, findings };
}

const nested = (depth: number): Uint8Array => {
  let inner: Uint8Array = zipSync({ "报告.txt": A });
  for (let level = 1; level < depth; level++) inner = zipSync({ "inner.zip": inner });
  return inner;
};

describe("listMembers", () => {
  it("opens folders and archives within archives", () => {
    const bytes = zipSync({ "甲/一.txt": A, "inner.zip": zipSync({ "报告.txt": B }) });
    expect(list(bytes)).toEqual({ members: ["甲/一.txt=a", "inner.zip/报告.txt=b"], findings: [] });
  });

  it("unpacks a file when it is asked for, not before", () => {
    const members = listMembers(zipSync({ "a.txt": A, "b.txt": B }));
    expect(members.next().value?.value?.name).toBe("a.txt");
    members.return(undefined);
  });

  it("reads names in GBK and in UTF-8 that is not marked", () => {
    const names = [encodeGb18030("淮安市/政府信息公开年报.txt"), new TextEncoder().encode("报告.txt")];
    expect(list(packByHand(names.map((name) => ({ name, data: A })))).members).toEqual([
      "淮安市/政府信息公开年报.txt=a",
      "报告.txt=a",
    ]);
  });

  it.each([
    ["../../etc/x.txt", "etc/x.txt"],
    ["/etc/passwd", "etc/passwd"],
    ["C:\\windows\\x.txt", "windows/x.txt"],
    ["a/../b.txt", "a/b.txt"],
    ["a\u0000.txt", "a.txt"],
    ["a\u001b[31m.txt", "a[31m.txt"],
    ["a\u202etxt.exe", "atxt.exe"],
    ["..", "1"],
  ])("shows the name %j as %j and says so", (name, shown) => {
    const { members, findings } = list(packByHand([{ name, data: A, flags: 0x800 }]));
    expect(members).toEqual([`${shown}=a`]);
    expect(findings).toEqual([`archive-unsafe-name: ${shown}`]);
  });

  it("leaves a harmless ./ alone", () => {
    expect(list(packByHand([{ name: "./a.txt", data: A }]))).toEqual({ members: ["a.txt=a"], findings: [] });
  });

  it("leaves out what systems and word processors leave beside files", () => {
    const leftovers: Zippable = Object.fromEntries(
      ["__MACOSX/._a.doc", ".DS_Store", "x/.DS_Store", "Thumbs.db", "x/~$报告.doc", "desktop.ini"].map(
        (name) => [name, B],
      ),
    );
    expect(list(zipSync({ ...leftovers, "a.doc": A })).members).toEqual(["a.doc=a"]);
  });

  it("keeps files of one name apart", () => {
    const bytes = packByHand(
      ["报告.txt", "报告.txt", "a/报告.txt", "../报告.txt"].map((name) => ({ name, data: A })),
    );
    expect(list(bytes).members).toEqual(["报告.txt=a", "报告 (2).txt=a", "a/报告.txt=a", "报告 (3).txt=a"]);
  });

  it("says what is encrypted, damaged or packed by an unknown method, and goes on", () => {
    const { members, findings } = list(
      packByHand([
        { name: "secret.txt", data: A, flags: 1 },
        { name: "broken.txt", data: strToU8("no deflate"), method: 8 },
        { name: "lzma.txt", data: A, method: 14 },
        { name: "good.txt", data: B },
      ]),
    );
    expect(members).toEqual(["good.txt=b"]);
    expect(findings).toEqual([
      "archive-encrypted: secret.txt",
      "archive-damaged: broken.txt",
      "archive-unsupported: lzma.txt",
    ]);
  });

  it("opens archives three deep and no deeper", () => {
    expect(list(nested(3)).members).toEqual(["inner.zip/inner.zip/报告.txt=a"]);
    expect(list(nested(4))).toEqual({
      members: [],
      findings: ["archive-too-deep: inner.zip/inner.zip/inner.zip"],
    });
  });

  it("refuses entries that claim the same bytes", () => {
    const data = deflateRawSync(Buffer.alloc(1_000_000));
    const bytes = packByHand(
      Array.from({ length: 500 }, (_, at) => ({
        name: `${at}.txt`,
        data: at === 0 ? data : A,
        method: 8,
        at: 0,
      })),
    );
    const { members, findings } = list(bytes);
    expect(members).toHaveLength(1);
    expect(new Set(findings.map((line) => line.split(":")[0]))).toEqual(new Set(["archive-overlapping"]));
  });

  it("stops at a bomb", { timeout: 20_000 }, () => {
    const bomb = deflateRawSync(Buffer.alloc(70 * 1024 * 1024));
    const { members, findings } = list(
      packByHand([
        { name: "bomb.txt", data: bomb, method: 8 },
        { name: "a.txt", data: A },
      ]),
    );
    expect(members).toEqual(["a.txt=a"]);
    expect(findings).toEqual(["archive-too-large: bomb.txt"]);
  });

  it("counts the bytes of all archives in the archive together", { timeout: 20_000 }, () => {
    const large = zipSync({ "x.txt": new Uint8Array(60 * 1024 * 1024) });
    const { members, findings } = list(
      zipSync(Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [`${name}.zip`, large]))),
    );
    expect(members).toHaveLength(4);
    expect(findings).toEqual(["archive-too-large: e.zip/x.txt"]);
  });

  it("takes no more than ten thousand files", () => {
    const bytes = packByHand(Array.from({ length: 10_050 }, (_, at) => ({ name: `${at}.txt`, data: A })));
    const { members, findings } = list(bytes);
    expect(members).toHaveLength(10_000);
    expect(findings).toEqual(["archive-too-many: "]);
  });

  it("finds what is left of an archive cut short, and never throws", () => {
    const whole = zipSync(
      { "a.txt": strToU8("a".repeat(50)), "b.zip": zipSync({ "c.txt": B }), "d.txt": B },
      { level: 0 },
    );
    expect(list(whole.subarray(0, 130)).members).toEqual([`a.txt=${"a".repeat(20)}`]);
    for (let size = 4; size < whole.length; size++) list(whole.subarray(0, size));
  });

  it("never throws for changed bytes", () => {
    const whole = zipSync({ "a.txt": strToU8("a".repeat(50)), "b.zip": zipSync({ "c.txt": B }) });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        list(bytes);
      }),
      { numRuns: 500 },
    );
  });
});
