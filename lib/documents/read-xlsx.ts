import type { Document, Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import type { Content } from "./reader.ts";
import { toBlocks } from "./sheets/sheet-blocks.ts";
import { describeCut, describeHidden, describeSheet } from "./sheets/sheet-findings.ts";
import { Package, type PartProblem, type Relation } from "./sheets/xlsx-package.ts";
import {
  readProperties,
  readSharedStrings,
  readStyles,
  readWorkbook,
  type SheetEntry,
  type Workbook,
} from "./sheets/xlsx-parts.ts";
import { MOST_CELLS, type ReadSheet, readSheet, type SheetContext } from "./sheets/xlsx-sheet.ts";

/**
 * A workbook (xlsx, xlsm; ECMA-376 parts 1 and 2, strict and transitional) as the paragraphs and tables of its shown
 * sheets: what a person sees in them, by the formats of the cells, without what is hidden or struck out.
 */

const WORKBOOK = "xl/workbook.xml";

interface Damage {
  /** What is damaged: a sheet by its name, another part by its path. */
  readonly part: string;
  readonly problem: PartProblem;
}

/** Reads parts and remembers what was wrong with them. */
class PartReader {
  readonly damages: Damage[] = [];

  constructor(readonly files: Package) {}

  note(part: string, problem: PartProblem | undefined): void {
    if (problem !== undefined) this.damages.push({ part, problem });
  }

  read<T extends { readonly problem: PartProblem | undefined }>(
    path: string | undefined,
    parse: (xml: string) => T,
    name = path ?? "",
  ): T {
    const part = path === undefined ? undefined : this.files.read(path);
    const value = parse(part?.xml ?? EMPTY);
    this.note(name, part?.problem ?? (part === undefined ? undefined : value.problem));
    return value;
  }
}

const EMPTY = "<empty/>";

/** The path of a sheet's part: by its relation, else by its number. Charts have none. */
function pathOfSheet(
  entry: SheetEntry,
  at: number,
  relations: readonly Relation[],
  files: Package,
): string | undefined {
  const relation = relations.find(({ id }) => id === entry.relation);
  if (relation !== undefined && files.has(relation.target))
    return relation.type === "worksheet" ? relation.target : undefined;
  const numbered = `xl/worksheets/sheet${at + 1}.xml`;
  return files.has(numbered) ? numbered : undefined;
}

function readMetadata(files: Package): Document["metadata"] {
  return ["docProps/core.xml", "docProps/app.xml"].flatMap((path) => {
    const part = files.read(path);
    return part === undefined ? [] : readProperties(part.xml);
  });
}

function describe({ part, problem }: Damage): Finding {
  if (problem === "encrypted") return { code: "file-encrypted", parameters: {} };
  if (problem === "too-large") return { code: "workbook-part-too-large", parameters: { part } };
  return { code: "workbook-damaged", parameters: { part } };
}

function readSheets(parts: PartReader, path: string, workbook: Workbook): ReadSheet[] {
  const relations = parts.files.relationsOf(path);
  const partOf = (type: string, usual: string): string | undefined =>
    relations.find((relation) => relation.type === type && parts.files.has(relation.target))?.target ??
    (parts.files.has(usual) ? usual : undefined);
  const context: SheetContext = {
    texts: parts.read(partOf("sharedStrings", "xl/sharedStrings.xml"), readSharedStrings).texts,
    styles: parts.read(partOf("styles", "xl/styles.xml"), readStyles).styles,
    from1904: workbook.from1904,
    budget: { cells: MOST_CELLS },
  };
  return workbook.sheets.flatMap((entry, at) => {
    if (entry.hidden) return [];
    const target = pathOfSheet(entry, at, relations, parts.files);
    if (target === undefined) return [];
    return [parts.read(target, (xml) => readSheet(entry.name, xml, context), entry.name)];
  });
}

export function readXlsxBytes(bytes: Uint8Array): Outcome<Content | null> {
  const files = new Package(bytes);
  const parts = new PartReader(files);
  const path =
    files.relationsOf("").find(({ type, target }) => type === "officeDocument" && files.has(target))
      ?.target ?? (files.has(WORKBOOK) ? WORKBOOK : files.find(/(?:^|\/)workbook\.xml$/i));
  const workbook = parts.read(path, readWorkbook);
  const sheets = readSheets(parts, path ?? WORKBOOK, workbook);
  const findings = [...parts.damages.map(describe)];
  if (files.problem !== undefined && findings.length === 0)
    findings.push({ code: "workbook-damaged", parameters: { part: "zip" } });
  if (sheets.length === 0) {
    const why = findings.find(({ code }) => code !== "workbook-damaged");
    return { value: null, findings: [why ?? { code: "workbook-unreadable", parameters: {} }] };
  }
  const hidden = workbook.sheets.filter((sheet) => sheet.hidden).map(({ name }) => name);
  findings.push(...describeHidden(hidden));
  const blocks = toBlocks(sheets.map(({ sheet }) => sheet));
  return {
    value: { charset: null, metadata: readMetadata(files), blocks },
    findings: [...findings, ...sheets.flatMap(describeSheet), ...describeCut(sheets, blocks)],
  };
}
