import type { Catalog } from "../catalog/catalog.ts";
import type { Label } from "../catalog/schema.ts";
import type { TemplateCell } from "../model.ts";
import { keyOf } from "./label.ts";
import { listTemplates, type Template, type TemplateColumn, type TemplateRow } from "./template.ts";

/**
 * What the head of a column may mean, in a table of one row an agency: a cell of an official form, named by labels of
 * its row and column in any order, or an indicator named as the catalog does, with or without a member.
 *
 *   三、本年度办理结果 / （一）予以公开 / 自然人     予以公开数     不予公开：国家秘密     requests-received
 */

/** A label that a head may print to mean the sense; `required` ones it must. */
interface SenseLabel {
  readonly keys: ReadonlySet<string>;
  readonly required: boolean;
}

export interface Sense {
  readonly indicator: string;
  readonly member: string;
  /** Whose labels these are; `undefined` where they are the catalog's names, the same for all editions. */
  readonly edition: string | undefined;
  readonly labels: readonly SenseLabel[];
}

/** The cell of a form that a figure of an edition belongs to. */
export interface FormCell {
  readonly template: Template;
  readonly cell: TemplateCell;
}

export class SenseIndex {
  private readonly byKey = new Map<string, Sense[]>();
  private readonly cells = new Map<string, FormCell>();
  private readonly derived = new Set<string>();
  private readonly decoration: ReadonlySet<string>;
  private readonly suffixes: readonly string[];
  private readonly units: ReadonlySet<string>;

  constructor(private readonly catalog: Catalog) {
    const { suffixes, decoration } = catalog.collected;
    this.suffixes = suffixes.toSorted((a, b) => b.length - a.length);
    const titles = catalog.editions.flatMap((edition) => edition.tables.map((table) => table.title.zh));
    this.decoration = new Set([...decoration, ...titles].flatMap((text) => this.keysOf(text)));
    const { countUnits, moneyUnits } = catalog.notation;
    this.units = new Set(
      [
        ...countUnits,
        ...moneyUnits.map(({ printed }) => printed),
        ...catalog.units.flatMap(({ printed }) => printed),
      ].map(fold),
    );
    for (const template of listTemplates(catalog)) this.addTemplate(template);
    this.addNames();
  }

  /** A text by everything that identifies it, with and without an ending that adds nothing. */
  private keysOf(text: string): string[] {
    const { full, bare } = keyOf(text);
    return [...new Set([full, bare].flatMap((key) => [lower(key), this.stripped(lower(key))]))];
  }

  private stripped(key: string): string {
    const suffix = this.suffixes.find((ending) => key.endsWith(ending) && key.length > ending.length + 1);
    return suffix === undefined ? key : key.slice(0, -suffix.length);
  }

  /** A head's own text must fit as a whole: what it says in brackets counts. */
  private printedKeys(text: string): string[] {
    const key = lower(keyOf(text).full);
    return [key, this.stripped(key)];
  }

  private labelKeys(label: Label): string[] {
    const { otherWords } = this.catalog.collected;
    return [label.zh, ...(label.aliases ?? [])].flatMap((text) => {
      const keys = this.keysOf(text);
      return [...keys, ...keys.flatMap((key) => otherWords[key] ?? [])];
    });
  }

  private addTemplate(template: Template): void {
    const columnLeaves = new Set(template.columns.flatMap(({ leafKeys }) => leafKeys));
    for (const row of template.rows)
      for (const column of template.columnsOf[row.block] ?? []) {
        const cell = template.cellOf(row, column);
        if (cell === undefined) continue;
        const name = `${template.edition.id}/${cell.indicator}/${cell.member}`;
        if (!this.cells.has(name)) this.cells.set(name, { template, cell });
        this.add({
          indicator: cell.indicator,
          member: cell.member,
          edition: template.edition.id,
          labels: this.labelsOf(template, row, column, columnLeaves),
        });
      }
  }

  private labelsOf(
    template: Template,
    row: TemplateRow,
    column: TemplateColumn,
    columnLeaves: ReadonlySet<string>,
  ): SenseLabel[] {
    const { path } = row.row;
    const heading = template.table.blocks[row.block]?.heading;
    // 总计 and 其他 name rows and columns alike: only with the group they stand in do they name a row.
    const generic = row.leafKeys.some((key) => columnLeaves.has(key));
    const byColumn = row.row.indicators["*"] === undefined && Object.keys(row.row.indicators).length > 1;
    const { member } = column.column;
    const columnNeeded = byColumn || path.length === 0 || member !== "total";
    const label = (one: Label, required: boolean, more: readonly string[] = []): SenseLabel => ({
      keys: new Set([...this.labelKeys(one), ...more.flatMap((text) => this.keysOf(text))]),
      required,
    });
    return [
      ...(heading === undefined ? [] : [label(heading, false)]),
      ...path.map((one, at) =>
        label(one, at === path.length - 1 || (generic && at === path.length - 2 && path.length > 1)),
      ),
      ...column.column.path.map((one, at) =>
        at < column.column.path.length - 1
          ? label(one, false)
          : label(one, columnNeeded, byColumn ? [] : this.memberNames(member)),
      ),
    ];
  }

  private memberNames(member: string): string[] {
    const name = this.catalog.members.find(({ id }) => id === member)?.name;
    const totals = member === "total" ? this.catalog.collected.totals : [];
    return [member, ...(name === undefined ? [] : [name.zh, name.en]), ...totals];
  }

  private addNames(): void {
    for (const { id, name, series } of this.catalog.indicators) {
      const names = [id, name.zh, name.en, ...(this.catalog.collected.shortLabels[id] ?? [])];
      const keys = new Set(names.flatMap((text) => this.printedKeys(text)));
      if (series.some(({ terms }) => terms.length > 1 || terms[0] !== id))
        for (const key of keys) this.derived.add(key);
      for (const { id: member } of this.catalog.members) {
        if (!this.catalog.editions.some((edition) => this.cells.has(`${edition.id}/${id}/${member}`)))
          continue;
        const labels: SenseLabel[] = [{ keys, required: true }];
        const printed = this.memberNames(member).flatMap((text) => this.printedKeys(text));
        labels.push({ keys: new Set(printed), required: member !== "total" });
        this.add({ indicator: id, member, edition: undefined, labels });
      }
    }
  }

  private add(sense: Sense): void {
    for (const { keys, required } of sense.labels) {
      if (!required) continue;
      for (const key of keys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), sense]);
      return;
    }
  }

  cellOf(edition: string, indicator: string, member: string): FormCell | undefined {
    return this.cells.get(`${edition}/${indicator}/${member}`);
  }

  /** Whether the text names an indicator that some form has only as a sum of cells. */
  isDerived(path: readonly string[]): boolean {
    const [only, ...more] = path;
    if (only === undefined || more.length > 0) return false;
    return this.printedKeys(this.withoutUnit(only)).some((key) => this.derived.has(key));
  }

  /** 收费金额（万元） and 新收申请（单位：件） without what is in the brackets. */
  withoutUnit(text: string): string {
    const [, name, unit] = /^(.*?)[（(](?:单位[:：]?)?([^（()）]*)[)）]\s*$/su.exec(text) ?? [];
    return name !== undefined && unit !== undefined && this.units.has(fold(unit)) ? name : text;
  }

  isUnit(text: string): boolean {
    return this.units.has(fold(text));
  }

  /** Every sense that the labels of a head's path fit. */
  find(path: readonly string[]): readonly Sense[] {
    // A unit may stand behind the bracket of a member: 收费减免金额（历年累计）（元）.
    for (const reading of listReadings(path.map((text) => this.withoutUnit(text)))) {
      const texts = reading.map((text) => this.withoutUnit(text));
      const found = this.findExactly(texts);
      if (found.length > 0) return found;
      const bare = texts.filter((text) => !this.printedKeys(text).some((key) => this.decoration.has(key)));
      const again = bare.length < texts.length && bare.length > 0 ? this.findExactly(bare) : [];
      if (again.length > 0) return again;
    }
    return [];
  }

  private findExactly(texts: readonly string[]): Sense[] {
    if (texts.length > MOST_LABELS) return [];
    const keys = texts.map((text) => this.printedKeys(text));
    const candidates = new Set(keys.flat().flatMap((key) => this.byKey.get(key) ?? []));
    return [...candidates].filter(({ labels }) => fits(keys, labels));
  }
}

const MOST_LABELS = 8;
const PARTING = /[/／>＞:：|—–-]+/u;
const lower = (text: string): string => text.toLowerCase();
const fold = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "");

/** A path as printed, then with its texts parted: at slashes and dashes, and before a bracket. */
function* listReadings(path: readonly string[]): Generator<readonly string[]> {
  yield path;
  const parted = path.flatMap((text) => text.split(PARTING).filter((part) => part.trim() !== ""));
  if (parted.length > path.length && parted.length <= MOST_LABELS) {
    yield parted;
    // A label may hold the sign itself: 本年增/减.
    for (let at = 1; at < parted.length; at++)
      yield [...parted.slice(0, at - 1), `${parted[at - 1]}${parted[at]}`, ...parted.slice(at + 1)];
  }
  const bracketed = path.flatMap((text) => {
    const [, outer, inner] = /^(.+?)[（(]([^（()）]+)[)）]\s*$/su.exec(text) ?? [];
    return outer !== undefined && inner !== undefined ? [outer, inner] : [text];
  });
  if (bracketed.length > path.length) yield bracketed;
}

/** Whether every text means a label of its own, and every label that is required is meant. */
function fits(texts: readonly (readonly string[])[], labels: readonly SenseLabel[]): boolean {
  const taken = new Set<number>();
  const assign = (at: number): boolean => {
    const keys = texts[at];
    if (keys === undefined) return labels.every(({ required }, index) => !required || taken.has(index));
    for (const [index, label] of labels.entries()) {
      if (taken.has(index) || !keys.some((key) => label.keys.has(key))) continue;
      taken.add(index);
      if (assign(at + 1)) return true;
      taken.delete(index);
    }
    return false;
  };
  return texts.length <= labels.length && assign(0);
}

const indexes = new WeakMap<Catalog, SenseIndex>();

export function senseIndexOf(catalog: Catalog): SenseIndex {
  const known = indexes.get(catalog);
  if (known !== undefined) return known;
  const index = new SenseIndex(catalog);
  indexes.set(catalog, index);
  return index;
}
