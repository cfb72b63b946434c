import { crc32 } from "node:zlib";

/** How a data set or a view of it is cited. Words come from the caller; dates are ISO days. */
export interface Cited {
  /** Who answers for it. */
  readonly author: string;
  readonly title: string;
  /** "Data version 57" in the language of the title. */
  readonly edition: string;
  readonly dataVersion: number;
  /** Day of the last change; `null` while there is nothing. */
  readonly changed: string | null;
  readonly accessed: string;
  /** Whole address. */
  readonly url: string;
}

/**
 * A data set online after GB/T 7714-2015, 4.6 and appendix B (DS data set, OL online):
 * author. title:other title information[DS/OL]. (date of change)[date of access]. address.
 */
export function citeGbt7714({ author, title, edition, changed, accessed, url }: Cited): string {
  const dates = `${changed === null ? "" : `(${changed})`}[${accessed}]`;
  return `${author}. ${title}:${edition}[DS/OL]. ${dates}. ${url}.`;
}

const LATEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** Signs that TeX would read as commands. */
function escapeTex(text: string): string {
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`);
}

/** An entry of BibTeX; `url` and `urldate` are fields of biblatex, which older styles leave out, hence the note. */
export function citeBibtex({ author, title, edition, dataVersion, changed, accessed, url }: Cited): string {
  const fields = [
    ["author", `{${escapeTex(author)}}`],
    ["title", `{${escapeTex(title)}}`],
    ["year", (changed ?? accessed).slice(0, 4)],
    ["version", String(dataVersion)],
    ["note", `${escapeTex(edition)}${changed === null ? "" : `, ${changed}`}`],
    // Braces within a field must pair, and none stands in an address as we write it.
    ["url", url.replace(/[{}\\]/g, encodeURIComponent)],
    ["urldate", accessed],
  ];
  const lines = fields.map(([name = "", value = ""]) => `  ${name.padEnd(7)} = {${value}},`);
  return [`@misc{gongkai-${dataVersion}-${crc32(url).toString(36)},`, ...lines, "}"].join("\n");
}
