import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeGb18030 } from "../../lib/typeset/gb18030.ts";

describe("GB18030", () => {
  it("decodes to the text that was encoded", () => {
    const characters = fc
      .integer({ min: 0x09, max: 0xfffd })
      .filter((point) => (point < 0xd800 || point > 0xf8ff) && point !== 0xfffd)
      .map((point) => String.fromCharCode(point));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 40 }), (list) => {
        const text = list.join("");
        expect(new TextDecoder("gb18030", { ignoreBOM: true }).decode(encodeGb18030(text))).toBe(text);
      }),
    );
  });
});
