import type { TextRun } from "../layout/page.ts";
import type { UnitInk } from "./cell-ink.ts";
import type { FigureInk, TextPart } from "./picture-cells.ts";

/**
 * Figures with a unit behind them. The figure is read as figures are, its unit by itself, and the whole cell as text:
 *
 *   ▮▯▮万元   figure 804, unit 万元, cell 804万元   → 804万元, as sure as the figure and the unit
 *             figure 804, unit 万元, cell 804元     → 804元, in doubt as all text that holds a figure
 */

export type MeasuredInk = FigureInk & { readonly unit: UnitInk };

export const hasUnit = (figure: FigureInk): figure is MeasuredInk => figure.unit !== undefined;

/** What is read as text: the whole cell, and its unit. */
export function listUnitParts({ frame, unit }: MeasuredInk): readonly [whole: TextPart, unit: TextPart] {
  const whole: TextPart["frame"] = [
    Math.min(frame[0], unit.frame[0]),
    Math.min(frame[1], unit.frame[1]),
    Math.max(frame[2], unit.frame[2]),
    Math.max(frame[3], unit.frame[3]),
  ];
  return [
    { frame: whole, without: [], cell: true },
    { frame: unit.frame, without: [], cell: true, isLine: true },
  ];
}

const CHINESE = /^[\u4e00-\u9fff]+$/;
const squeeze = (text: string): string => text.replace(/\s+/g, "");

/** The whole cell's text: surer than text read once where its figure and its unit were read the same by themselves. */
export function confirmUnit(
  whole: TextRun,
  figure: TextRun,
  unit: TextRun | undefined,
  { unit: { characters } }: MeasuredInk,
): TextRun {
  if (unit === undefined) return whole;
  const name = squeeze(unit.text);
  const isUnit = CHINESE.test(name) && name.length === characters;
  if (!isUnit || squeeze(whole.text) !== `${figure.text}${name}`) return whole;
  return {
    ...whole,
    text: squeeze(whole.text),
    confidence: Math.min(figure.confidence ?? 0, unit.confidence ?? 0),
  };
}
