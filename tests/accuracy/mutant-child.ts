import { getCatalog } from "../../lib/catalog/catalog.ts";
import { makeMutant, readMutant } from "./mutant.ts";

/** A process that reads the mutants it is asked for, one at a time; it may be ended when one takes too long. */

process.on("message", async ({ seed, index }: { readonly seed: number; readonly index: number }) => {
  const catalog = getCatalog();
  process.send?.(await readMutant(makeMutant(catalog, seed, index), catalog));
});
