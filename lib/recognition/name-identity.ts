import type { Catalog } from "../catalog/catalog.ts";
import { compileCues } from "./compiled-cues.ts";
import { findByName } from "./identify.ts";
import { foldText, readTitle } from "./votes.ts";
import { withoutOtherYears } from "./year-votes.ts";

/** What the name of a file says by itself, and the folder it lies in: all there is of a file that cannot be read. */

export interface NameIdentity {
  /** Id in the catalog. */
  readonly agency: string | null;
  readonly year: number | null;
}

/** Folder and file name of a path, as files are known to those who handed them in; `/` parts them. */
export const nameOfPath = (path: string): string =>
  path
    .split(/[\\/]/)
    .filter((part) => part !== "")
    .slice(-2)
    .join("/");

/**
 * Agency and year named by `folder/file.ext`: by a title (`X市2023年…年度报告`), or by a folder or file that is called as an
 * agency of the catalog is. A part of a name decides nothing: 宿迁市教育局 is not 宿迁市.
 */
export function identifyByName(name: string, catalog: Catalog): NameIdentity {
  const cues = compileCues(catalog.cues);
  const parts = name
    .replace(/\.\w{1,5}$/, "")
    .split("/")
    .map(foldText)
    .toReversed();
  const titles = parts.flatMap((part) => readTitle(part, cues) ?? []);
  const withoutYear = (part: string): string =>
    cues.fileYears.reduce((text, pattern) => text.replace(pattern, ""), part);
  const called = [...titles.flatMap(({ agency }) => agency ?? []), ...parts, ...parts.map(withoutYear)];
  const years = [
    ...titles.flatMap(({ year }) => year ?? []),
    ...parts
      .map((part) => withoutOtherYears(part, cues))
      .flatMap((part) => cues.fileYears.flatMap((pattern) => pattern.exec(part)?.groups?.year ?? [])),
  ];
  return {
    agency: called.flatMap((words) => findByName(words, catalog)?.id ?? [])[0] ?? null,
    year: years[0] === undefined ? null : Number(years[0]),
  };
}
