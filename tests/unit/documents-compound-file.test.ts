import { utils, write } from "cfb";
import { describe, expect, it } from "vitest";
import { openCompound } from "../../lib/documents/compound-file.ts";
import { sniff } from "../../lib/documents/sniff.ts";
import { bytesOf32, writeCompound } from "../fixtures/compound-writer.ts";

const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const FAT = 0xfffffffd;

interface Entry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

/** A compound file by hand: its FAT as given, the directory in sector 0, the FAT from sector 1 on. */
function layOut(fat: readonly number[], entries: readonly Entry[], sectors = fat.length): Uint8Array {
  const bytes = new Uint8Array((sectors + 1) * SECTOR);
  const view = new DataView(bytes.buffer);
  const fatSectors = Math.ceil(fat.length / 128);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(26, 3, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, fatSectors, true);
  view.setUint32(56, 4096, true);
  view.setUint32(60, END, true);
  view.setUint32(68, END, true);
  for (let n = 0; n < 109; n++) view.setUint32(76 + n * 4, n < fatSectors ? n + 1 : FREE, true);
  [{ name: "Root Entry", start: END, size: 0 }, ...entries].forEach(({ name, start, size }, n) => {
    const at = SECTOR + n * 128;
    [...name].forEach((sign, k) => void view.setUint16(at + k * 2, sign.charCodeAt(0), true));
    view.setUint16(at + 64, name.length * 2 + 2, true);
    bytes[at + 66] = n === 0 ? 5 : 2;
    view.setUint32(at + 68, FREE, true);
    view.setUint32(at + 72, n > 0 && n < entries.length ? n + 1 : FREE, true);
    view.setUint32(at + 76, n === 0 ? 1 : FREE, true);
    view.setUint32(at + 116, start, true);
    view.setUint32(at + 120, size, true);
  });
  fat.forEach((next, n) => void view.setUint32(2 * SECTOR + n * 4, next, true));
  for (let sector = 1 + fatSectors; sector < sectors; sector++)
    bytes.fill(sector, (sector + 1) * SECTOR, (sector + 2) * SECTOR);
  return bytes;
}

/** A chain of sectors from 2 on that ends as it should, or as told. */
const chain = (length: number, end = END): number[] => [
  END,
  FAT,
  ...Array.from({ length }, (_, n) => (n === length - 1 ? end : n + 3)),
];
const whole = (name: string, start: number, size: number): Entry => ({ name, start, size });

describe("streams of a compound file", () => {
  it("are had as they were put in, small and large", () => {
    const small = Uint8Array.from({ length: 700 }, (_, n) => n);
    const large = Uint8Array.from({ length: 70_000 }, (_, n) => n >> 3);
    const file = openCompound(writeCompound({ small, large, none: new Uint8Array() }));
    expect(file?.names).toEqual(expect.arrayContaining(["large", "none", "small"]));
    expect(file?.read("small")).toEqual({ bytes: small, state: "whole" });
    expect(file?.read("large")).toEqual({ bytes: large, state: "whole" });
    expect(file?.read("large")).toEqual({ bytes: large, state: "whole" });
    expect(file?.read("none")?.bytes.length).toBe(0);
    expect(file?.read("other")).toBeUndefined();
  });

  it.each<[string, number[], number | undefined, string, number]>([
    ["a chain as long as the stream", chain(10), undefined, "whole", 5000],
    ["a chain that ends early", chain(9), undefined, "broken", 9 * SECTOR],
    ["a chain that runs into a free sector", chain(9, FREE), undefined, "broken", 9 * SECTOR],
    ["a circle", chain(9, 4), undefined, "broken", 9 * SECTOR],
    ["a chain into the directory", chain(9, 0), undefined, "broken", 9 * SECTOR],
    ["a chain out of the file", chain(9, 5000), undefined, "cut", 9 * SECTOR],
    ["a file that ends early", chain(10), 8, "cut", 6 * SECTOR],
  ])("%s", (_, fat, sectors, state, size) => {
    const stream = openCompound(layOut(fat, [whole("a", 2, 5000)], sectors))?.read("a");
    expect([stream?.state, stream?.bytes.length]).toEqual([state, size]);
  });

  it("belong to one alone: what another has is not to be had again", () => {
    const file = openCompound(layOut(chain(20), [whole("a", 2, 5000), whole("b", 6, 5000)]));
    expect(file?.read("a")?.state).toBe("whole");
    expect(file?.read("b")?.state).toBe("broken");
  });

  it("cost no more than the file, whatever sizes and chains it gives", () => {
    const sectors = 12_000;
    const fatSectors = Math.ceil(sectors / 128);
    // Every sector's follower is the one before it: read from each sector anew, that is gigabytes.
    const fat = Array.from({ length: sectors }, (_, n) => (n <= fatSectors ? END : n - 1));
    const bytes = layOut(fat, [whole("a", sectors - 1, 0xffffffff)]);
    new DataView(bytes.buffer).setUint32(44, 0xffffffff, true);
    new DataView(bytes.buffer).setUint32(68, 3, true);
    new DataView(bytes.buffer).setUint32(72, 0xffffffff, true);
    const start = performance.now();
    expect(openCompound(bytes)?.read("a")?.state).not.toBe("whole");
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("are found though the directory runs in a circle", () => {
    const bytes = layOut([0, FAT, END], [whole("a", END, 0)]);
    const view = new DataView(bytes.buffer);
    view.setUint32(SECTOR + 128 + 68, 1, true);
    view.setUint32(SECTOR + 128 + 72, 0, true);
    expect(openCompound(bytes)?.names).toEqual(["a"]);
  });
});

describe("what a compound file is", () => {
  const streams = (...names: string[]): Uint8Array => {
    const file = utils.cfb_new();
    for (const name of names) utils.cfb_add(file, `/${name}`, new Uint8Array([1]));
    return new Uint8Array(write(file, { type: "buffer" }));
  };

  it.each<[string, Uint8Array, string]>([
    ["Word", streams("WordDocument", "1Table"), "doc"],
    ["Excel 97", streams("Workbook"), "xls"],
    ["Excel 95", streams("Book"), "xls"],
    ["a workbook with a Word object in it", streams("Workbook", "MBD0001/WordDocument"), "xls"],
    [
      "a Word file with a locked object in it",
      streams("WordDocument", "ObjectPool/_1/EncryptedPackage"),
      "doc",
    ],
    ["a locked package", streams("EncryptedPackage", "EncryptionInfo"), "encrypted-office"],
    ["something else", streams("PowerPoint Document"), "office-other"],
    ["cut off before its directory", streams("WordDocument").subarray(0, SECTOR), "office-damaged"],
    [
      "nothing but the mark",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      "office-damaged",
    ],
  ])("%s", (_, bytes, expected) => {
    expect(sniff(bytes)).toBe(expected);
  });

  it("opens nothing that has no directory", () => {
    const bytes = writeCompound({ a: new Uint8Array([1]) });
    bytes.set(bytesOf32(0x7fffffff), 48);
    expect(openCompound(bytes)).toBeUndefined();
  });
});
