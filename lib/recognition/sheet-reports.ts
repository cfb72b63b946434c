import type { Catalog } from "../catalog/catalog.ts";
import type { Block, Document, Finding, Identity } from "../model.ts";
import { listGrids } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";
import { decideScope, findByName, identify } from "./identify.ts";
import { recognize } from "./recognize.ts";
import { foldText, type Named } from "./votes.ts";

/** Workbooks of which every sheet is a report: one an agency or one a year, told by the sheets' names and titles. */

export interface SheetReport {
  /** The blocks of its sheets alone. */
  readonly document: Document;
  readonly identity: Identity;
  readonly findings: readonly Finding[];
}

export interface SheetReports {
  readonly reports: readonly SheetReport[];
  /** Sheets with a form of which nobody can tell whose it is. */
  readonly findings: readonly Finding[];
}

interface Sheet {
  readonly name: string;
  readonly blocks: readonly Block[];
  /** Official tables on it. */
  readonly tables: ReadonlySet<string>;
}

interface Identified {
  readonly sheet: Sheet;
  readonly identity: Identity;
  readonly findings: readonly Finding[];
}

const MOST_SHEETS = 500;

function sheetOf({ place: { path = "" } }: Block): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("!"))).replace(/^'|'$/g, "");
}

function listSheets(document: Document, catalog: Catalog): Sheet[] {
  const blocks = new Map<string, Block[]>();
  for (const block of document.blocks) {
    const name = sheetOf(block);
    const list = blocks.get(name);
    if (list === undefined) blocks.set(name, [block]);
    else list.push(block);
  }
  if (blocks.size < 2 || blocks.size > MOST_SHEETS) return [];
  return [...blocks].map(([name, own]) => {
    const grids = listGrids({ ...document, blocks: own }, lookOf(catalog.notation));
    const { value } = recognize(grids, catalog, document.sha256, null);
    return { name, blocks: own, tables: new Set(value.map(({ table }) => table)) };
  });
}

const repeats = (sheets: readonly Sheet[]): boolean =>
  sheets.some(({ tables }, at) =>
    sheets.slice(at + 1).some((other) => [...tables].some((table) => other.tables.has(table))),
  );

/** What the sheet says of itself: its title, its period, its name. */
function identifySheet(document: Document, sheet: Sheet, file: Named, catalog: Catalog): Identified {
  const { collected } = catalog;
  const alone = { ...document, metadata: [], blocks: sheet.blocks };
  const { value, findings } = identify(alone, { fileName: `${sheet.name}.xlsx` }, catalog);
  const name = foldText(sheet.name);
  if (!new RegExp(collected.agencyName, "u").test(name)) return { sheet, identity: value, findings };
  if (value.agency !== null) {
    // A title that was copied from another agency's sheet with its form.
    const isOwn = value.agency.name.endsWith(name) || findByName(name, catalog)?.id === value.agency.id;
    return { sheet, identity: isOwn ? value : { ...value, agency: null }, findings };
  }
  const known = findByName(name, catalog);
  const place = new RegExp(collected.collector, "u").exec(foldText(file.fileName))?.groups?.agency;
  const isBare = new RegExp(collected.bareName, "u").test(name);
  const called = known?.name.zh ?? (isBare && place !== undefined ? `${place}·${name}` : name);
  const agency = { id: known?.id ?? null, name: called };
  const scope = decideScope([], agency, catalog);
  const vote = { question: "agency", source: "heading", answer: name, weight: 3, words: name } as const;
  return {
    sheet,
    identity: { ...value, agency, scope: scope.value, evidence: [...value.evidence, vote] },
    findings: [
      ...findings.filter(({ code }) => code !== "agency-undecided"),
      ...(known === undefined ? [{ code: "agency-unknown", parameters: { name: called } }] : []),
      ...scope.findings,
    ],
  };
}

/** What no sheet says, the name of the file and its properties say for all of them; what one sheet says holds for it alone. */
function complete(all: readonly Identified[], whole: Identity, catalog: Catalog): Identified[] {
  const noneNamed = all.every(({ identity }) => identity.agency === null);
  const noneDated = all.every(({ identity }) => identity.year === null);
  return all.map(({ sheet, identity, findings }) => {
    const agency = noneNamed ? whole.agency : identity.agency;
    const year = noneDated ? whole.year : identity.year;
    const scope = identity.scope ?? (agency === null ? null : decideScope([], agency, catalog).value);
    const filled = new Set([
      ...(noneNamed && agency !== null ? ["agency-undecided"] : []),
      ...(noneDated && year !== null ? ["year-undecided"] : []),
    ]);
    return {
      sheet,
      identity: { ...identity, agency, year, scope },
      findings: findings.filter(({ code }) => !filled.has(code)),
    };
  });
}

/** Sheets of one agency and year together; one without a year goes with the only year that its agency has. */
function groupByReport(all: readonly Identified[]): Identified[][] {
  const years = new Map<string, Set<number>>();
  const agencyOf = ({ identity: { agency } }: Identified): string => agency?.id ?? agency?.name ?? "";
  for (const one of all) {
    const known = years.get(agencyOf(one)) ?? new Set<number>();
    if (one.identity.year !== null) known.add(one.identity.year);
    years.set(agencyOf(one), known);
  }
  const groups = new Map<string, Identified[]>();
  for (const one of all.toSorted(
    (a, b) => Number(a.identity.year === null) - Number(b.identity.year === null),
  )) {
    const [only, ...more] = years.get(agencyOf(one)) ?? [];
    const year = one.identity.year ?? (more.length === 0 ? only : undefined);
    const key = `${agencyOf(one)}\n${year}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/**
 * The reports of a workbook whose sheets hold the same table of a form more than once and name different agencies or
 * years; `undefined` where it is one report. Sheets of the same agency and year are one report.
 */
export function splitSheets(document: Document, file: Named, catalog: Catalog): SheetReports | undefined {
  if (document.format !== "xlsx" && document.format !== "xls") return undefined;
  const sheets = listSheets(document, catalog);
  const forms = sheets.filter(({ tables }) => tables.size > 0);
  if (!repeats(forms)) return undefined;
  const byFile = identify({ ...document, blocks: [] }, file, catalog).value;
  const all = complete(
    forms.map((sheet) => identifySheet(document, sheet, file, catalog)),
    byFile,
    catalog,
  );
  const named = all.filter(({ identity }) => identity.agency !== null);
  const groups = groupByReport(named);
  if (groups.length < 2) return undefined;
  const findings = all
    .filter((one) => !named.includes(one))
    .map(({ sheet }): Finding => ({ code: "sheet-of-nobody", parameters: { sheet: sheet.name } }));
  const others = sheets.filter(({ tables }) => tables.size === 0).flatMap(({ blocks }) => blocks);
  const reports = groups.flatMap((group, at): SheetReport[] => {
    const [first] = group;
    if (first === undefined) return [];
    // What stands on sheets without a form is kept with the first report.
    const own = new Set([...group.flatMap(({ sheet }) => sheet.blocks), ...(at === 0 ? others : [])]);
    return [
      {
        document: { ...document, metadata: [], blocks: document.blocks.filter((block) => own.has(block)) },
        identity: first.identity,
        findings: first.findings,
      },
    ];
  });
  return { reports, findings };
}
