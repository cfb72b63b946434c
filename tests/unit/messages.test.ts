import { describe, expect, test } from "vitest";
import { fill, href, messages } from "../../app/_messages/messages.ts";

/** Every key path of a message tree with the places its sentence fills. */
function paths(tree: object, above = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const path = `${above}/${key}`;
    if (typeof value === "object" && value !== null) return paths(value, path);
    const places = String(value).match(/\{\w+\}/g) ?? [];
    return [`${path} ${[...new Set(places)].sort().join(" ")}`];
  });
}

describe("messages", () => {
  test("English says everything Chinese says, with the same places to fill", () => {
    expect(paths(messages("en")).sort()).toEqual(paths(messages("zh")).sort());
  });

  test("no sentence is empty", () => {
    for (const lang of ["zh", "en"] as const) expect(JSON.stringify(messages(lang))).not.toContain(':""');
  });

  test("fill replaces known places and leaves unknown ones visible", () => {
    expect(fill("{n} of {all}, {else}", { n: 2, all: 6 })).toBe("2 of 6, {else}");
  });

  test("addresses carry the language, and the query after it", () => {
    expect(href("zh", "/compare?rate=denial-rate")).toBe("/compare?rate=denial-rate");
    expect(href("en", "/compare?rate=denial-rate")).toBe("/en/compare?rate=denial-rate");
    expect(href("en", "/")).toBe("/en");
    expect(href("en", "/?q=a")).toBe("/en?q=a");
  });
});
