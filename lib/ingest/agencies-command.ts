import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { noteChanges } from "../../db/desk/registry.ts";
import { actOn, type RegistryAct } from "../../db/desk/registry-acts.ts";
import { listRegistryRows, REGISTRY_COLUMNS, templateRow } from "../../db/registry/export.ts";
import { listRegistryProblems } from "../../db/registry/problems.ts";
import { getCatalog } from "../catalog/catalog.ts";
import { readDemonstration } from "../catalog/demonstration.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import { getEnvironment } from "../env.ts";
import { toCsv } from "../exports/to-csv.ts";
import { toXlsx } from "../exports/to-xlsx.ts";
import type { Finding } from "../model.ts";
import { parseDay } from "../registry/import-row.ts";
import type { ChangeOptions, ExportOptions } from "./agencies-command-line.ts";
import { noteOnTrail } from "./command-note.ts";
import { SOME_FAILED, SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { importFile, type RowProblem } from "./import-agencies.ts";
import { fill, getMessages } from "./messages.ts";
import { withDatabase } from "./open-data.ts";

/** `gongkai agencies`: each answers the exit code. */

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

function explain(
  finding: Finding,
  language: Language,
): { readonly message: string; readonly remedy: string } {
  return findingText(getCatalog(), finding, language);
}

function printProblem(problem: RowProblem, language: Language): string[] {
  const { said } = getMessages(language).agencies;
  const { row, column } = problem;
  const { message, remedy } = explain(problem, language);
  const line = row === null ? said.file : said.row;
  return [fill(line, { row: row ?? "", column: column ?? "", message }), fill(said.remedy, { remedy })];
}

export function runImport(file: string, language: Language): Promise<number> {
  const { said } = getMessages(language).agencies;
  const isDemonstration = readDemonstration(getEnvironment().dataFolder) !== undefined;
  return withDatabase(language, (db) => {
    const note = noteOnTrail(db);
    const { counts, problems, problemCount } = db.transaction(
      () => {
        const imported = importFile(db, getCatalog(), file, { isDemonstration });
        noteChanges(note, imported.changes);
        if (imported.counts !== null) note("registry-imported", basename(file), { ...imported.counts });
        return imported;
      },
      { behavior: "immediate" },
    );
    if (counts !== null) {
      say(fill(said.imported, { ...counts }));
      return SUCCESS;
    }
    const untold = problemCount - problems.length;
    say(
      ...problems.flatMap((problem) => printProblem(problem, language)),
      ...(untold > 0 ? [fill(said.more, { count: untold })] : []),
      fill(said.refused, { count: problemCount }),
    );
    return SOME_FAILED;
  });
}

export function runTemplate(): number {
  process.stdout.write(toCsv(REGISTRY_COLUMNS, [templateRow()]));
  return SUCCESS;
}

export function runExport({ format, output, all }: ExportOptions, language: Language): Promise<number> {
  const { said } = getMessages(language).agencies;
  return withDatabase(language, async (db) => {
    const rows = await listRegistryRows(db, { all: all === true });
    const words = {
      sheet: said.sheet,
      notesSheet: said.notesSheet,
      notes: [[said.source, said.product]] as const,
    };
    const content = format === "csv" ? toCsv(REGISTRY_COLUMNS, rows) : toXlsx(REGISTRY_COLUMNS, rows, words);
    if (output === undefined) {
      process.stdout.write(content);
      return SUCCESS;
    }
    try {
      writeFileSync(output, content);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return SOME_FAILED;
    }
    say(fill(said.written, { count: rows.length }));
    return SUCCESS;
  });
}

export function runCheck(json: boolean, language: Language): Promise<number> {
  const { said } = getMessages(language).agencies;
  return withDatabase(language, (db) => {
    const problems = listRegistryProblems(db);
    for (const problem of problems) {
      const { agency, column, code } = problem;
      const { message, remedy } = explain(problem, language);
      if (json) say(JSON.stringify({ agency, column, code, message, remedy }));
      else say(fill(said.problem, { agency, column, message }), fill(said.remedy, { remedy }));
    }
    if (!json) say(problems.length === 0 ? said.nothingWrong : fill(said.wrong, { count: problems.length }));
    return problems.length === 0 ? SUCCESS : SOME_FAILED;
  });
}

const DONE = {
  merge: "merged",
  rename: "renamed",
  split: "split",
  end: "ended",
  continue: "continued",
  transfer: "transferred",
} as const;

export function runChange(
  change: RegistryAct,
  { on, basis }: ChangeOptions,
  language: Language,
): Promise<number> {
  const { said } = getMessages(language).agencies;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(on) ? parseDay(on, "first") : undefined;
  if (day === undefined || basis.trim() === "") {
    process.stderr.write(`${day === undefined ? fill(said.date, { value: on }) : said.basis}\n`);
    return Promise.resolve(WRONG_USAGE);
  }
  return withDatabase(language, (db) => {
    const given = { on: day, basis: basis.trim(), at: new Date().toISOString() };
    const outcome = db.transaction(() => actOn(db, change, given, noteOnTrail(db)), {
      behavior: "immediate",
    });
    if (!outcome.done) {
      const { message, remedy } = explain(outcome.why, language);
      say(message, fill(said.remedy, { remedy }));
      return SOME_FAILED;
    }
    const { act, ...named } = change;
    const parameters = Object.fromEntries(Object.entries(named).map(([key, value]) => [key, String(value)]));
    say(fill(said[DONE[act]], { ...parameters, on: day }));
    return SUCCESS;
  });
}
