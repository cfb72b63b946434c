import type { Catalog } from "../catalog/catalog.ts";
import type { Edition } from "../catalog/schema.ts";
import { type FormCell, type Sense, type SenseIndex, senseIndexOf } from "./collected-senses.ts";

/**
 * Which cell of which form each head of a table means. All heads are asked together: a table uses the words of one
 * form, that of its year or, where all of them are another form's, that one. A head that could mean two things, or is
 * in the words of another form than the rest, means nothing.
 */

export type Unread = "unknown" | "ambiguous" | "derived" | "other-form" | "repeated";

export type Meaning = FormCell | { readonly unread: Unread };

const pairOf = ({ indicator, member }: Sense): string => `${indicator}/${member}`;

interface Asked {
  readonly path: readonly string[];
  readonly senses: readonly Sense[];
  readonly pairs: ReadonlySet<string>;
}

const isInForce = ({ firstYear, lastYear }: Edition, year: number | null): boolean =>
  year === null || (firstYear <= year && (lastYear ?? year) >= year);

const printsLabel = (asked: Asked, edition: string): boolean =>
  asked.senses.some((sense) => sense.edition === edition);

/** Columns in the words of one form, from which on they say which form it is that the table uses. */
const FEWEST_WITNESSES = 3;

/** The form whose words the heads are: of the forms in force the one with most of them, another only if it has all. */
function findMain(asked: readonly Asked[], catalog: Catalog, year: number | null): string | undefined {
  const labelled = asked.filter(({ senses }) => senses.some(({ edition }) => edition !== undefined));
  const counts = catalog.editions.map((edition) => ({
    edition,
    count: labelled.filter((one) => printsLabel(one, edition.id)).length,
  }));
  const best = (candidates: typeof counts) => candidates.toSorted((a, b) => b.count - a.count)[0];
  const inForce = best(counts.filter(({ edition }) => isInForce(edition, year)));
  const other = best(counts.filter(({ edition }) => !isInForce(edition, year)));
  const isOther =
    other !== undefined &&
    other.count >= FEWEST_WITNESSES &&
    other.count === labelled.length &&
    other.count > (inForce?.count ?? 0);
  return (isOther ? other : inForce)?.edition.id;
}

/** Of a head's meanings the one in the words of the main form, if other heads leave no doubt that it is the form used. */
function settle(one: Asked, asked: readonly Asked[], main: string | undefined, index: SenseIndex): Asked {
  if (one.pairs.size < 2 || main === undefined) return one;
  const senses = one.senses.filter(({ edition }) => edition === main);
  const pairs = new Set(senses.map(pairOf));
  const isRivalName = (sense: Sense): boolean =>
    sense.edition === undefined &&
    !pairs.has(pairOf(sense)) &&
    index.cellOf(main, sense.indicator, sense.member) !== undefined;
  if (one.senses.some(isRivalName)) return one;
  const rivals = new Set(one.senses.flatMap(({ edition }) => (edition === main ? [] : (edition ?? []))));
  const isSettled = [...rivals].every((rival) => {
    const witnesses = asked.filter((other) => printsLabel(other, main) && !printsLabel(other, rival));
    const against = asked.filter((other) => printsLabel(other, rival) && !printsLabel(other, main));
    return witnesses.length >= FEWEST_WITNESSES && against.length === 0;
  });
  return isSettled && pairs.size === 1 ? { ...one, senses, pairs } : one;
}

function choose(
  one: Asked,
  main: string | undefined,
  index: SenseIndex,
  catalog: Catalog,
  year: number | null,
): Meaning {
  const [sense] = one.senses;
  if (sense === undefined) return { unread: index.isDerived(one.path) ? "derived" : "unknown" };
  if (one.pairs.size > 1) return { unread: "ambiguous" };
  const { indicator, member } = sense;
  const named = one.senses.some(({ edition }) => edition === undefined);
  const editions = catalog.editions
    .filter((edition) => edition.id === main || isInForce(edition, year))
    .map(({ id }) => id)
    .sort((a, b) => Number(b === main) - Number(a === main));
  for (const edition of editions) {
    const cell = printsLabel(one, edition) || named ? index.cellOf(edition, indicator, member) : undefined;
    if (cell !== undefined) return cell;
  }
  return { unread: index.isDerived(one.path) ? "derived" : "other-form" };
}

/** 2024年新收申请数量 in a table of 2024 is 新收申请数量; of another year it is no figure of this one. */
function withoutYear(path: readonly string[], year: number | null): readonly string[] {
  const stated = new RegExp(`^\\s*${year}年度?(?!\\d)`, "u");
  if (year === null || !path.some((text) => stated.test(text))) return path;
  return path.map((text) => text.replace(stated, "")).filter((text) => text.trim() !== "");
}

const PART = /^\s*其中\s*[:：]?\s*/u;

/**
 * 其中：自然人 says a part of what the head before it says, or of the group it stands in; forms have labels of their own
 * that begin so.
 */
export function withParts(paths: readonly (readonly string[])[], catalog: Catalog): (readonly string[])[] {
  const index = senseIndexOf(catalog);
  let whole: readonly string[] | undefined;
  return paths.map((path) => {
    const last = path.at(-1) ?? "";
    if (!PART.test(last)) {
      whole = path;
      return path;
    }
    if (index.find(path).length > 0) return path;
    const above = path.length > 1 ? path.slice(0, -1) : whole;
    return above === undefined ? path : [...above, last.replace(PART, "")];
  });
}

/** The meaning of every head of one table, for a year. */
export function findMeanings(
  paths: readonly (readonly string[])[],
  catalog: Catalog,
  year: number | null,
): readonly Meaning[] {
  const index = senseIndexOf(catalog);
  const asked = paths.map((printed): Asked => {
    const path = withoutYear(printed, year);
    const senses = index.find(path);
    return { path, senses, pairs: new Set(senses.map(pairOf)) };
  });
  const single = asked.filter(({ pairs }) => pairs.size === 1);
  const main = findMain(single, catalog, year);
  return asked.map((one) => choose(settle(one, single, main, index), main, index, catalog, year));
}

/** Two columns of one meaning contradict each other: neither counts. */
export function withoutRepeated(meanings: readonly Meaning[]): readonly Meaning[] {
  const times = new Map<Meaning, number>();
  for (const meaning of meanings) times.set(meaning, (times.get(meaning) ?? 0) + 1);
  return meanings.map((meaning) =>
    "cell" in meaning && (times.get(meaning) ?? 0) > 1 ? { unread: "repeated" } : meaning,
  );
}
