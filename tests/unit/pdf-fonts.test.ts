import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/documents/layout/page.ts";
import { describeFont } from "../../lib/documents/pdf/pdf-fonts.ts";

const mapOf = (entries: Readonly<Record<number, string>>) => ({ _map: entries });
const simple = (parts: Readonly<Record<string, unknown>>) =>
  describeFont({ composite: false, differences: {}, defaultEncoding: {}, ...parts });

describe("characters of fonts", () => {
  it("come from the map to Unicode", () => {
    const font = describeFont({ composite: true, toUnicode: mapOf({ 5: "规", 17: "3" }) });
    expect(font.charactersOf(5, "规")).toBe("规");
    expect(font.charactersOf(17, "3")).toBe("3");
    expect(font.charactersOf(49, "1"), "a code without an entry").toBe(UNREADABLE);
  });

  it("are unknown in fonts whose codes are glyph numbers", () => {
    const font = describeFont({ composite: true, toUnicode: { firstChar: 0, lastChar: 65535 } });
    expect(font.charactersOf(49, "1")).toBe(UNREADABLE);
    expect(describeFont(undefined).charactersOf(49, "1")).toBe(UNREADABLE);
  });

  it("are digits where their glyphs are called so", () => {
    const font = simple({ toUnicode: mapOf({ 49: "1" }), defaultEncoding: { 49: "one" } });
    expect(font.charactersOf(49, "1")).toBe("1");
  });

  it("are no digits where a name was guessed at, or says another digit", () => {
    expect(simple({ toUnicode: mapOf({ 3: "1" }), differences: { 3: "G31" } }).charactersOf(3, "1")).toBe(
      UNREADABLE,
    );
    expect(simple({ toUnicode: mapOf({ 3: "1" }), differences: { 3: "seven" } }).charactersOf(3, "1")).toBe(
      UNREADABLE,
    );
    const own = { isSymbolicFont: true, type: "TrueType", defaultEncoding: { 49: "one", 146: "iacute" } };
    expect(simple({ ...own, toUnicode: mapOf({ 49: "1" }) }).charactersOf(49, "1")).toBe(UNREADABLE);
  });

  it("are digits by a map that no name would give", () => {
    const font = simple({ toUnicode: mapOf({ 17: "0", 19: "2" }), differences: { 17: "g11", 19: "g13" } });
    expect(font.charactersOf(19, "2")).toBe("2");
  });

  it("are whole characters, not the radicals that look like them", () => {
    const font = describeFont({
      composite: true,
      toUnicode: mapOf({ 1: "⼈", 2: "⺠", 3: "⸺", 4: "\ue05a" }),
    });
    expect([1, 2, 3, 4].map((code) => font.charactersOf(code, ""))).toEqual(["人", "民", "——", UNREADABLE]);
  });
});
