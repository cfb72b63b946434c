import { i16, u16, u32 } from "../little-endian.ts";
import { SPRM, walkSprms } from "./doc-sprm.ts";
import { levelOfLift } from "./word-paragraph.ts";

/** How characters look, as far as it changes what is read: a set of bits. */
export const LOOK = {
  /** In a tracked change. */
  deleted: 1,
  hidden: 2,
  struck: 4,
  struckTwice: 8,
  raised: 16,
  lowered: 32,
  /** Nobody knows whether it stands on the line. */
  unknown: 512,
  /** Moved off the line by hand: a little or down, and far up. */
  lifted: 64,
  liftedHigh: 256,
  /** Not a letter but a mark of the format: a picture, a note's number, the ends of a field. */
  special: 128,
} as const;

export const UNSHOWN = LOOK.deleted | LOOK.hidden | LOOK.struck | LOOK.struckTwice;

export interface RunLook {
  readonly look: number;
  /** The character that is shown for each of the run, from a font of symbols. */
  readonly symbol?: string;
  /** Where in the Data stream the run's picture stands. */
  readonly picture?: number;
}

/** Properties that are on, off, as in the style (0x80) or the opposite of the style (0x81) ([MS-DOC] 2.4.6.3). */
const TOGGLES: Readonly<Record<number, number>> = {
  [SPRM.charactersHidden]: LOOK.hidden,
  [SPRM.charactersStruck]: LOOK.struck,
  [SPRM.charactersDeleted]: LOOK.deleted,
  [SPRM.charactersStruckTwice]: LOOK.struckTwice,
  [SPRM.charactersSpecial]: LOOK.special,
};

function isOn(value: number, inStyle: boolean): boolean {
  if (value === 0x80) return inStyle;
  return value === 0x81 ? !inStyle : value !== 0;
}

const SUPERSCRIPT = 1;
const SUBSCRIPT = 2;

/**
 * Applies lists of modifiers in their order to the look of the paragraph's style. `styleLook` gives what a character
 * style says.
 */
export function readLook(
  lists: readonly Uint8Array[],
  paragraphLook: number,
  styleLook: (style: number) => number,
): RunLook {
  let style = paragraphLook;
  let look = style;
  let symbol: string | undefined;
  let picture: number | undefined;
  const set = (bit: number, on: boolean): void => {
    look = on ? look | bit : look & ~bit;
  };
  for (const list of lists) {
    walkSprms(list, (sprm, operand) => {
      const value = operand[0] ?? 0;
      const bit = TOGGLES[sprm];
      if (bit !== undefined) set(bit, isOn(value, (style & bit) !== 0));
      else if (sprm === SPRM.characterStyle) {
        style = paragraphLook | styleLook(u16(operand, 0));
        look |= style;
      } else if (sprm === SPRM.characterLevel) {
        set(LOOK.raised, value === SUPERSCRIPT);
        set(LOOK.lowered, value === SUBSCRIPT);
      } else if (sprm === SPRM.characterPosition) {
        const lift = levelOfLift(i16(operand, 0));
        set(LOOK.lifted, lift === "lifted");
        set(LOOK.liftedHigh, lift === "lifted-high");
      } else if (sprm === SPRM.characterSymbol) symbol = String.fromCharCode(u16(operand, 2));
      else if (sprm === SPRM.pictureLocation) picture = u32(operand, 0);
    });
  }
  return {
    look,
    ...(symbol === undefined ? {} : { symbol }),
    ...(picture === undefined ? {} : { picture }),
  };
}
