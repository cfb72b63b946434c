import { pinyin } from "pinyin-pro";
import type { SpokenNames } from "./catalog/spoken-names.ts";

/**
 * The readings of a Chinese name: one syllable a character, without tones, `ü` as `v`; signs that are no Chinese stand
 * for themselves. Where the catalog reads a place name otherwise than the dictionary does, the catalog's reading comes
 * first and the dictionary's second, since people type that one too: 六合 is `lu he`, and `liu he`.
 */
export function readAloud(name: string, { readings }: SpokenNames): string[][] {
  const common = pinyin(name, { toneType: "none", type: "array", v: true });
  const local = [...common];
  for (const [word, syllables] of readings) {
    for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + word.length))
      local.splice(at, word.length, ...syllables);
  }
  return local.every((syllable, at) => syllable === common[at]) ? [common] : [local, common];
}
