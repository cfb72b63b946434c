import type { Catalog } from "../../catalog/catalog.ts";
import type { Document, Identity, Paragraph } from "../../model.ts";
import type { Claim } from "../../report.ts";
import { listShares, type Share } from "./comparisons.ts";
import { type CompiledClaims, compileClaims } from "./compiled-claims.ts";
import { type Folding, listSentences, selfPattern } from "./folded-sentence.ts";
import { listNumbers, type NumberToken } from "./number-tokens.ts";
import { claimsOf } from "./sentence-claims.ts";
import { type Carried, type Surroundings, surround } from "./surroundings.ts";

/**
 * The figures that the prose of a report states: every number with its unit, the noun that governs it, whose work it counts
 * and what else is said of it. Tables are not read here. Numbers of other years, ordinals, dates and the like are no claims;
 * what is not understood whole is marked as not certain.
 */

const MOST_CLAIMS = 200;
const MOST_SENTENCES = 2000;
const LONGEST_QUOTE = 400;
/** Paragraphs up to this length without a number are headings: they say what the next ones speak of. */
const LONGEST_HEADING = 40;
/** Whether there is anything in a sentence to look at. */
const MAY_CLAIM = /[\d〇零一二两三四五六七八九十百千万未无没]/u;

interface Read {
  readonly printed: string;
  readonly around: Surroundings;
  readonly shares: readonly Share[];
}

function readParagraph(
  { text }: Paragraph,
  before: Carried,
  folding: Folding,
  words: CompiledClaims,
): readonly Read[] {
  let carried = before;
  return listSentences(text, folding).map(({ printed, folded }) => {
    const tokens = MAY_CLAIM.test(folded) ? listNumbers(folded, words) : [];
    const around = surround(folded, tokens, carried, words);
    carried = around.carried;
    return { printed, around, shares: listShares(around, words) };
  });
}

const isExactCount = ({ unit, range, amount }: NumberToken): boolean =>
  unit !== "%" && unit !== "" && range === undefined && amount > 0;

/** What a paragraph counts, without the numbers whose share it states where `totals` are wanted. */
function listCounts(sentences: readonly Read[], totals: boolean): number[] {
  const counts = sentences.flatMap(({ around, shares }) =>
    around.tokens.filter(
      (token, index) => isExactCount(token) && !(totals && shares.some(({ of }) => of === index)),
    ),
  );
  return [...new Set(counts.map(({ amount }) => amount))];
}

function namesOf(agency: NonNullable<Identity["agency"]>, catalog: Catalog): readonly string[] {
  const known = catalog.agencies.find(({ id }) => id === agency.id);
  return [agency.name, ...(known?.aliases ?? [])];
}

/** The claims of a report's paragraphs, in their order; none where its year or agency is not known. */
export function listClaims(
  document: Pick<Document, "blocks">,
  { agency, year }: Pick<Identity, "agency" | "year">,
  catalog: Catalog,
): readonly Claim[] {
  if (agency === null || year === null) return [];
  const words = compileClaims(catalog.claims);
  const folding: Folding = { year, self: selfPattern(namesOf(agency, catalog)), asides: words.asides };
  const claims: Claim[] = [];
  let topic: string | null = null;
  let heading = "";
  let seen = 0;
  for (const block of document.blocks) {
    if (block.kind !== "paragraph") continue;
    const sentences = readParagraph(block, { topic, scope: null, year: "same" }, folding, words);
    topic = sentences.at(-1)?.around.carried.topic ?? topic;
    const folded = sentences.map(({ around }) => around.text).join("");
    if (folded.length <= LONGEST_HEADING && sentences.every(({ around }) => around.tokens.length === 0))
      heading = folded;
    const hasShares = sentences.some(({ shares }) => shares.length > 0);
    const counts = hasShares ? listCounts(sentences, false) : [];
    for (const [index, { printed, around, shares }] of sentences.entries()) {
      if (claims.length >= MOST_CLAIMS || ++seen > MOST_SENTENCES) return claims.slice(0, MOST_CLAIMS);
      if (!MAY_CLAIM.test(around.text)) continue;
      const quote = { sentence: printed.slice(0, LONGEST_QUOTE), place: block.place };
      const totals = shares.length > 0 ? listCounts(sentences.slice(0, index + 1), true) : [];
      const context = { quote, paragraph: heading + folded, counts, totals, shares };
      claims.push(...claimsOf(around, context, catalog.claims));
    }
  }
  return claims.slice(0, MOST_CLAIMS);
}
