import { expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { type Fate, makeMutant, readMutant } from "../accuracy/mutant.ts";

/** A few hundred of the tens of thousands of `npm run mutants`. */
const COUNT = 300;
const GOOD: ReadonlySet<Fate> = new Set(["read", "refused"]);

it("takes damaged files of every kind without a crash, a wrong number or an unnamed failure", {
  timeout: 180_000,
}, async () => {
  const catalog = getCatalog();
  const bad: string[] = [];
  const fates = new Set<Fate>();
  for (let index = 0; index < COUNT; index += 1) {
    const { name, fate, detail } = await readMutant(makeMutant(catalog, 20, index), catalog);
    fates.add(fate);
    if (!GOOD.has(fate)) bad.push(`#${index} ${name}: ${fate} ${detail?.slice(0, 300) ?? ""}`);
  }
  expect(bad).toEqual([]);
  expect([...fates].sort()).toEqual(["read", "refused"]);
});
