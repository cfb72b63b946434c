import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { compose } from "../../lib/typeset/manuscript.ts";
import { createRandom, type Random, shuffle } from "../../lib/typeset/random.ts";
import { endingOf, printManuscript, type ReportLayout } from "../../lib/typeset/report.ts";
import { toCells } from "../golden/compare.ts";
import { type ExpectedCell, findTemplate, listFormCells, unitsOf } from "../golden/recipe.ts";
import { makeCase } from "./cases.ts";
import { pick } from "./figures.ts";
import { FORMATS } from "./formats.ts";
import { FORMS, seedOf } from "./forms.ts";
import { judge } from "./judge.ts";
import { BYTE_MUTATIONS, mutateInside, pickMutation } from "./mutate-bytes.ts";
import { TAG_MUTATIONS } from "./mutate-markup.ts";
import { changeTables } from "./mutate-sheets.ts";
import words from "./words.json" with { type: "json" };

/** A file damaged in one way. Where it can be told which numbers it still prints, they are the truth. */
export interface Mutant {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly truth?: readonly ExpectedCell[];
}

export type Fate = "read" | "refused" | "crash" | "unnamed" | "wrong" | "slow";

export interface MutantResult {
  readonly name: string;
  readonly fate: Fate;
  readonly milliseconds: number;
  readonly detail?: string;
}

/** Milliseconds of computing: on a busy machine the clock says little. */
export const LONGEST_READING = 5_000;

const OWN = FORMATS.filter(({ steps }) => steps.length === 0);
const FIXTURES = fileURLToPath(new URL("../fixtures/documents", import.meta.url));

let fixtures: readonly { readonly fileName: string; readonly path: string }[] | undefined;

/** What another program recognises is left out: it takes seconds, and is not there on every machine. */
function listFixtures() {
  fixtures ??= existsSync(FIXTURES)
    ? readdirSync(FIXTURES)
        .filter((folder) => !readFileSync(`${FIXTURES}/${folder}/about.json`, "utf8").includes('"needs"'))
        .flatMap((folder) =>
          readdirSync(`${FIXTURES}/${folder}`)
            .filter((name) => name.startsWith("source."))
            .map((name) => ({ fileName: `${folder}-${name}`, path: `${FIXTURES}/${folder}/${name}` })),
        )
    : [];
  return fixtures;
}

interface Source {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

function pickSource(catalog: Catalog, random: Random): Source {
  if (random() < 0.25) {
    const { fileName, path } = pick(random, listFixtures());
    return { fileName, bytes: new Uint8Array(readFileSync(path)) };
  }
  // A PDF takes as long as ten of the others.
  const format = pick(
    random,
    OWN.filter(({ id }) => id !== "pdf" || random() < 0.3),
  );
  return makeCase(catalog, format, 7, Math.floor(random() * 500));
}

/** Every figure of the form another number of five digits, money included. */
function drawUnique(catalog: Catalog, names: readonly string[], random: Random) {
  const numbers = [
    ...shuffle(
      Array.from({ length: 600 }, (_, index) => 10_007 + index * 131),
      random,
    ),
  ];
  const cells: ExpectedCell[] = [];
  const tables = names.map((name) => {
    const [edition = "", table = ""] = name.split("/");
    const template = findTemplate(catalog, edition, table);
    const figures: Record<string, Record<string, string>> = {};
    for (const { indicator, member } of listFormCells(template)) {
      const isMoney = catalog.indicators.find(({ id }) => id === indicator)?.unit === "yuan";
      const count = numbers.pop() ?? 0;
      const text = isMoney ? `${count}${words.moneyUnits[0]}` : String(count);
      figures[indicator] = { ...figures[indicator], [member]: text };
      cells.push([edition, indicator, member, "reported", count, text]);
    }
    const hasUnits = template.blocks.some((block) => block.unitColumn);
    return { edition, table, figures, ...(hasUnits && { units: unitsOf(catalog, template) }) };
  });
  return { tables, cells };
}

function makeStructural(catalog: Catalog, random: Random): Mutant {
  const form = pick(random, FORMS);
  const { tables, cells } = drawUnique(catalog, form.tables, random);
  const agency = pick(random, words.agencies);
  const title = words.title.replace("{agency}", agency).replace("{year}", String(form.year));
  const report = {
    ...{ slug: "mutant", agency: "mutant", title, year: form.year, tables },
    source: { title, place: "", year: form.year },
  };
  const face = { agency, notices: [] };
  const format = pick(
    random,
    OWN.filter(({ id }) => id !== "pdf" || random() < 0.3),
  );
  const layout: ReportLayout = pick(random, format.quirks).layout(random);
  const changed = changeTables(compose(report, face, catalog.editions, layout), cells, random);
  const thousands = layout.thousands === true;
  return {
    name: `table/${changed.name}/${format.id}`,
    fileName: `mutant.${endingOf(layout)}`,
    bytes: printManuscript(changed.manuscript, report, face, layout),
    ...(!thousands && { truth: changed.cells }),
  };
}

/** The mutant of a number: the same on every machine. */
export function makeMutant(catalog: Catalog, seed: number, index: number): Mutant {
  const random = createRandom(seedOf(seed, "mutant", index));
  if (random() < 0.3) return makeStructural(catalog, random);
  const { fileName, bytes } = pickSource(catalog, random);
  if (bytes.length === 0) return { name: "empty", fileName, bytes };
  const tags = random() < 0.5;
  const [name, mutation] = pickMutation(tags ? TAG_MUTATIONS : BYTE_MUTATIONS, random);
  const inside = tags || random() < 0.5 ? mutateInside(bytes, mutation, random) : undefined;
  return {
    name: `${inside ? "inside" : "bytes"}/${name}/${fileName.replace(/^.*\./, "")}`,
    fileName,
    bytes: inside ?? mutation(bytes, random),
  };
}

/** Reads a mutant and says what became of it. What it holds decides nothing but where the truth is known. */
export async function readMutant(mutant: Mutant, catalog: Catalog): Promise<MutantResult> {
  const begun = process.cpuUsage();
  const finish = (fate: Fate, detail?: string): MutantResult => {
    const { user, system } = process.cpuUsage(begun);
    const milliseconds = (user + system) / 1000;
    const slow = milliseconds > LONGEST_READING && fate !== "crash";
    return { name: mutant.name, fate: slow ? "slow" : fate, milliseconds, ...(detail && { detail }) };
  };
  try {
    const { value, findings } = await readReports(mutant, catalog);
    const severityOf = (code: string) => catalog.findings.find((known) => known.code === code)?.severity;
    const all = [...findings, ...value.flatMap((reading) => reading.findings)];
    const unknown = all.find(({ code }) => severityOf(code) === undefined);
    if (unknown) return finish("unnamed", `no such finding: ${unknown.code}`);
    if (value.length === 0)
      return findings.some(({ code }) => severityOf(code) === "error")
        ? finish("refused")
        : finish(
            "unnamed",
            `nothing read, and no error says why: ${findings.map(({ code }) => code).join()}`,
          );
    if (mutant.truth === undefined) return finish("read");
    const { wrong } = judge(
      mutant.truth,
      value.flatMap(({ report }) => toCells(report.facts, catalog)),
    );
    return wrong.length > 0 ? finish("wrong", wrong.join("; ")) : finish("read");
  } catch (error) {
    return finish("crash", error instanceof Error ? error.stack : String(error));
  }
}
