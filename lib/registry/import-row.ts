import { isMadeUpRegion, type Regions } from "../catalog/regions.ts";
import type { ImportColumn, RegistryWords } from "../catalog/registry.ts";
import type { ScopeName } from "../catalog/schema.ts";
import type { AgencyNameKind, Finding, Scope } from "../model.ts";
import { bareText, parseDated, partsOf } from "./cell-notation.ts";
import { checkCharacter, foldCode, isCreditCode } from "./credit-code.ts";
import { type ImportedEdge, parseEdge } from "./lineage-text.ts";
import { lineOfName, tidyName } from "./names.ts";

/** One row of a registry file as an agency, or what is wrong with it. */

export interface ImportedName {
  readonly name: string;
  readonly kind: AgencyNameKind;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface ImportedAgency {
  /** `null`: to be made of region, parent and name. */
  readonly id: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly names: readonly ImportedName[];
  readonly kind: string;
  readonly level: string;
  readonly region: string | null;
  /** Of a place that no list of divisions names. */
  readonly regionName: string | null;
  readonly parent: string | null;
  readonly line: string | null;
  readonly creditCode: string | null;
  readonly domains: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly usualScope: Scope | null;
  readonly became: readonly ImportedEdge[];
}

export type ImportCells = Readonly<Partial<Record<ImportColumn, string>>>;

/** What is wrong in a column of a row. */
export type OnProblem = (
  column: ImportColumn,
  code: string,
  parameters?: Readonly<Record<string, string | number>>,
) => void;

export interface ImportKnowledge {
  readonly words: RegistryWords;
  readonly regions: Regions;
  readonly scopes: readonly ScopeName[];
  /** Whether the agencies are those of a demonstration, whose places are made up; such places stand nowhere else. */
  readonly isDemonstration: boolean;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DATE = /^(?<year>\d{4})(?:[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2}))?$/;
const DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;
/** An apostrophe keeps a text from being taken for a formula; our own exports write it. */
const GUARD = /^'(?=[=+\-@])/;

/** `2019` as its first or last day; `undefined` where it is no date. */
export function parseDay(text: string, end: "first" | "last"): string | undefined {
  const { year, month, day } = DATE.exec(text.trim())?.groups ?? {};
  if (year === undefined) return undefined;
  if (month === undefined || day === undefined) return `${year}-${end === "first" ? "01-01" : "12-31"}`;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? undefined : date;
}

/** The day before. */
export const dayBefore = (date: string): string =>
  new Date(new Date(`${date}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10);

class RowReader {
  private failed = false;

  constructor(
    private readonly cells: ImportCells,
    private readonly knowledge: ImportKnowledge,
    private readonly onProblem: OnProblem,
  ) {}

  private say(column: ImportColumn, code: string, parameters: Finding["parameters"] = {}): void {
    this.failed = true;
    this.onProblem(column, code, parameters);
  }

  private textOf(column: ImportColumn): string {
    return (this.cells[column] ?? "").trim().replace(GUARD, "");
  }

  private required(column: ImportColumn): string {
    const text = this.textOf(column);
    if (text === "") this.say(column, "registry-value-missing");
    return text;
  }

  private choose<Id extends string>(
    column: ImportColumn,
    text: string,
    choices: readonly { readonly id: Id; readonly name: { readonly zh: string; readonly en: string } }[],
  ): Id | null {
    if (text === "") return null;
    const wanted = tidyName(text).toLowerCase();
    const chosen = choices.find(({ id, name }) =>
      [id, name.zh, name.en].some((known) => tidyName(known).toLowerCase() === wanted),
    );
    if (chosen === undefined) {
      const allowed = choices.map(({ id }) => id).join(", ");
      this.say(column, "registry-value-unknown", { value: text, allowed });
    }
    return chosen?.id ?? null;
  }

  private day(column: ImportColumn, end: "first" | "last", text = this.textOf(column)): string | null {
    if (text.trim() === "") return null;
    const day = parseDay(text, end);
    if (day === undefined) this.say(column, "registry-date-malformed", { value: text });
    return day ?? null;
  }

  private inOrder(column: ImportColumn, from: string | null, to: string | null): void {
    if (from !== null && to !== null && from > to) this.say(column, "registry-dates-reversed", { from, to });
  }

  private id(column: "id" | "parent"): string | null {
    const text = this.textOf(column);
    if (text !== "" && !ID.test(text)) this.say(column, "registry-id-malformed", { value: text });
    return text === "" ? null : text;
  }

  private region(level: string | null): string | null {
    const text = this.textOf("region");
    if (text === "" && level === "state") return null;
    if (text === "") this.say("region", "registry-value-missing");
    else if (!this.isPlace(text)) this.say("region", "registry-region-unknown", { value: text });
    return text === "" ? null : text;
  }

  private isPlace(code: string): boolean {
    const { regions, isDemonstration } = this.knowledge;
    return regions.byCode.has(code) || (isDemonstration && isMadeUpRegion(code));
  }

  private regionName(region: string | null): string | null {
    const text = this.textOf("region_name");
    if (region === null || !isMadeUpRegion(region)) return null;
    if (text === "") this.say("region_name", "registry-value-missing");
    return text === "" ? null : text;
  }

  private became(): ImportedEdge[] {
    return partsOf(this.textOf("became")).flatMap((text) => {
      const edge = parseEdge(text);
      if (edge === undefined) this.say("became", "registry-edge-malformed", { value: text });
      return edge ?? [];
    });
  }

  private creditCode(): string | null {
    const text = foldCode(this.textOf("credit_code"));
    if (text === "") return null;
    if (isCreditCode(text)) return text;
    const isWhole = /^[0-9A-Z]{18}$/.test(text);
    const expected = isWhole ? checkCharacter(text) : "";
    const isShaped = isWhole && isCreditCode(`${text.slice(0, 17)}${expected}`);
    this.say("credit_code", isShaped ? "registry-code-check" : "registry-code-malformed", {
      value: text,
      printed: text.slice(17),
      expected,
    });
    return null;
  }

  private domains(): string[] {
    return partsOf(this.textOf("domain")).flatMap((written) => {
      const host = written
        .toLowerCase()
        .replace(/^https?:\/\//, "")
        .replace(/[/:].*$/, "")
        .replace(/^www\./, "");
      if (DOMAIN.test(host)) return [host];
      this.say("domain", "registry-domain-malformed", { value: written });
      return [];
    });
  }

  private names(name: string): ImportedName[] {
    const undated = { validFrom: null, validTo: null };
    const short = partsOf(this.textOf("short_names")).map(
      (text): ImportedName => ({ name: tidyName(bareText(text)), kind: "short", ...undated }),
    );
    const aliases = partsOf(this.textOf("aliases")).flatMap((text): ImportedName[] => {
      const dated = parseDated(text);
      if (dated === undefined) {
        this.say("aliases", "registry-alias-malformed", { value: text });
        return [];
      }
      if (dated.name.trim() === "") {
        this.say("aliases", "registry-alias-nameless", { dates: `${dated.from}..${dated.to}` });
        return [];
      }
      const validFrom = this.day("aliases", "first", dated.from);
      const validTo = this.day("aliases", "last", dated.to);
      this.inOrder("aliases", validFrom, validTo);
      const kind = validTo === null ? "alias" : "former";
      return [{ name: tidyName(dated.name), kind, validFrom, validTo }];
    });
    return [{ name, kind: "official", ...undated }, ...short, ...aliases];
  }

  read(): ImportedAgency | undefined {
    const { words, scopes } = this.knowledge;
    const name = tidyName(this.required("name"));
    const kind = this.choose("kind", this.required("kind"), words.kinds);
    const level = this.choose("level", this.required("level"), words.levels);
    const validFrom = this.day("valid_from", "first");
    const validTo = this.day("valid_to", "last");
    this.inOrder("valid_to", validFrom, validTo);
    const line = this.choose("line", this.textOf("line"), words.lines) ?? lineOfName(name, words);
    const region = this.region(level);
    const agency = {
      ...{ id: this.id("id"), name, nameEn: this.textOf("name_en") || null, names: this.names(name) },
      ...{ kind, level, region, regionName: this.regionName(region), became: this.became() },
      ...{ parent: this.id("parent"), line, creditCode: this.creditCode(), domains: this.domains() },
      ...{ validFrom, validTo, usualScope: this.choose("usual_scope", this.textOf("usual_scope"), scopes) },
    };
    if (this.failed || kind === null || level === null) return undefined;
    return { ...agency, kind, level };
  }
}

/** The agency of a row; `undefined` where something is wrong with it, which is then told column by column. */
export function readImportRow(
  cells: ImportCells,
  knowledge: ImportKnowledge,
  onProblem: OnProblem,
): ImportedAgency | undefined {
  return new RowReader(cells, knowledge, onProblem).read();
}

/** Which column stands where, by its id or its Chinese head. */
export function readImportHead(
  head: readonly string[],
  words: RegistryWords,
): { readonly columns: ReadonlyMap<number, ImportColumn>; readonly unknown: readonly string[] } {
  const columns = new Map<number, ImportColumn>();
  const unknown: string[] = [];
  head.forEach((text, at) => {
    const wanted = tidyName(text).toLowerCase();
    const known = words.columns.find(({ id, heads }) => id === wanted || heads.includes(wanted));
    if (known !== undefined) columns.set(at, known.id);
    else if (wanted !== "") unknown.push(text.trim());
  });
  return { columns, unknown };
}
