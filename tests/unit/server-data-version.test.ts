import { expect, test } from "vitest";
import { openInMemory } from "../../db/client.ts";
import { watchDataVersion } from "../../lib/server/data-version.ts";

test("answers are kept for a day in China at most, as some tell what is due", () => {
  let now = Date.parse("2026-03-31T15:59:59Z");
  const version = watchDataVersion(openInMemory(), () => now);
  const before = version();
  expect(version()).toBe(before);
  now += 1000;
  expect(version()).not.toBe(before);
});
