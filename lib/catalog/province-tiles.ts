import { z } from "zod";
import { parseFile } from "./catalog-file.ts";

/** The provinces as squares in a fixed layout: no boundary is drawn, so no boundary file is needed. */

const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const Tile = z.strictObject({
  code: z.string().regex(/^\d{2}0000$/),
  /** From 1. */
  column: z.int().min(1).max(8),
  row: z.int().min(1).max(8),
  name: Text,
  /** GB/T 2260 letters: what fits a small screen. */
  letters: z.string().regex(/^[A-Z]{2}$/),
});

const TileFile = z.strictObject({ note: Text, tiles: z.array(Tile).length(34) });

export type ProvinceTiles = z.infer<typeof TileFile>;

let loaded: ProvinceTiles | undefined;

/** Throws where the file breaks its shape. */
export function getProvinceTiles(): ProvinceTiles {
  loaded ??= parseFile(TileFile, "province-tiles.json");
  return loaded;
}
