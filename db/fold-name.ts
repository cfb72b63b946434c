/** As names are compared in a search: no spaces, signs or case; full-width as half-width; `ü` as pinyin writes it. */
export function foldName(text: string): string {
  return listWords(text).join("");
}

/** Words of what somebody typed: parted by anything that is no letter and no digit. */
export function listWords(text: string): string[] {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("\u00fc", "v")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** `abc` as `ab bc c`: any run of signs is a phrase of these, any single sign the beginning of one. */
export function pairsOf(text: string): string[] {
  const signs = [...text];
  return signs.map((sign, at) => sign + (signs[at + 1] ?? ""));
}
