import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { openPacked } from "../../lib/documents/unzip.ts";

const packed = zipSync({ "a.txt": strToU8("a".repeat(40)) }, { level: 0 });

it("opens a packed file whose local header counts more bytes than the file has", () => {
  for (const offset of [26, 28]) {
    const damaged = packed.slice(0, 60);
    new DataView(damaged.buffer).setUint16(offset, 0xffff, true);
    const { entries, problem } = openPacked(damaged);
    expect(problem).toBe("directory-lost");
    for (const entry of entries) expect(entry.read().problem).toBeDefined();
  }
});

it("opens a packed file cut anywhere", () => {
  for (let length = 4; length < packed.length; length += 1)
    for (const entry of openPacked(packed.slice(0, length)).entries) entry.read();
});
