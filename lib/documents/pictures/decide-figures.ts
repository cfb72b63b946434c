import type { Glyph } from "./cell-ink.ts";
import { assignSigns, SIGNS } from "./figure-signs.ts";
import { ALIKE, type Comparison, compare, type KnownSign, type Look } from "./glyph-alphabet.ts";

/**
 * Which text a figure has. The readings on which all agree make the page's alphabet; by it every figure is read once
 * more, sign by sign. A figure is sure where the alphabet and a reading agree, or where all readings agree and the
 * alphabet, which may lack a sign, says nothing against it.
 *
 *   readings 713, 113, 113   alphabet 713   → 713, sure
 *   readings 713, 113, 113   no alphabet    → 113, in doubt
 */

export interface FigureReadings {
  /** One text for each way the figure was looked at. */
  readonly texts: readonly string[];
  readonly glyphs: readonly Glyph[];
  readonly looks: readonly Look[];
  /** Whether its signs tell how those of the page look; `false` of what may be a character cut in two. */
  readonly vouches?: boolean;
}

export interface DecidedFigure {
  readonly text: string;
  readonly confidence: number;
}

/** Confidence of figures on which two recognitions agree; all others have less. */
export const SURE = 0.8;
const BY_ALPHABET = 0.95;
const BY_READINGS = 0.85;
export const IN_DOUBT = 0.5;
const UNREAD = 0;

/** So many signs of a kind tell how it looks. */
const FEWEST_KNOWN = 2;
/** A sign less alike to those of its kind than this is none of them. */
const UNLIKE = 0.7;

function listSigns(figures: readonly FigureReadings[]): KnownSign[] {
  return figures.flatMap(({ texts, glyphs, looks, vouches = true }, cell) => {
    if (!vouches) return [];
    const [first] = texts;
    const signs =
      first === undefined || texts.some((text) => text !== first) ? undefined : assignSigns(first, glyphs);
    return (signs ?? []).flatMap((sign, at): KnownSign[] => {
      const look = looks[at];
      return look === undefined || glyphs[at]?.shape !== "digit" ? [] : [{ sign, look, cell }];
    });
  });
}

/** The alphabet without signs that look like another kind. */
function clean(known: readonly KnownSign[]): KnownSign[] {
  return known.filter(({ sign, look, cell }) => (compare(look, cell, known).sign ?? sign) === sign);
}

function contradicts(
  sign: string,
  { sign: seen, nearest }: Comparison,
  counts: ReadonlyMap<string, number>,
): boolean {
  if (seen !== undefined) return seen !== sign;
  const isKnown = (counts.get(sign) ?? 0) > FEWEST_KNOWN;
  if (isKnown && (nearest.get(sign) ?? 0) < UNLIKE) return true;
  return [...nearest].some(
    ([other, likeness]) => other !== sign && likeness >= ALIKE && likeness > (nearest.get(sign) ?? 0),
  );
}

function decide(
  { texts, glyphs, looks }: FigureReadings,
  cell: number,
  known: readonly KnownSign[],
  counts: ReadonlyMap<string, number>,
): DecidedFigure {
  const seen = glyphs.map(({ shape }, at) => {
    const look = looks[at];
    return shape !== "digit" || look === undefined ? undefined : compare(look, cell, known);
  });
  const spelled = glyphs.map(({ shape }, at) => SIGNS[shape] ?? seen[at]?.sign);
  const spelling = spelled.every((sign) => sign !== undefined) ? spelled.join("") : undefined;
  if (glyphs.every(({ shape }) => shape === "dash")) return { text: spelling ?? "", confidence: BY_READINGS };
  const fitting = texts.filter((text) => assignSigns(text, glyphs) !== undefined);
  if (spelling !== undefined && fitting.includes(spelling))
    return { text: spelling, confidence: BY_ALPHABET };
  const text = fitting[0] ?? texts.find((one) => one !== "") ?? "";
  if (text === "") return { text: spelling ?? "", confidence: UNREAD };
  const signs = assignSigns(text, glyphs);
  const agreed = texts.every((one) => one === text);
  const against = signs?.some((sign, at) => {
    const comparison = seen[at];
    return comparison !== undefined && contradicts(sign, comparison, counts);
  });
  return { text, confidence: agreed && against === false ? BY_READINGS : IN_DOUBT };
}

/** The text of each figure of a page with its confidence, in their order. */
export function decideFigures(figures: readonly FigureReadings[]): DecidedFigure[] {
  const known = clean(listSigns(figures));
  const counts = new Map<string, number>();
  for (const { sign } of known) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return figures.map((figure, cell) => decide(figure, cell, known, counts));
}
