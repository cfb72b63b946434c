/** What a printed cell looks like before anybody knows what it means. */

/** The marks and units that reports print beside numbers; the catalog's notation has this shape. */
export interface PrintedMarks {
  readonly dash: readonly string[];
  readonly notApplicable: readonly string[];
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  readonly countUnits: readonly string[];
  readonly moneyUnits: readonly { readonly printed: string }[];
  readonly totals: readonly string[];
  readonly multipliers: readonly { readonly printed: string }[];
  readonly traditional: {
    readonly words: Readonly<Record<string, string>>;
    readonly characters: Readonly<Record<string, string>>;
  };
}

/** Tells values from labels by their look alone. */
export interface Look {
  readonly isFigure: (text: string) => boolean;
  /** A figure, a printed mark for nothing, or an empty cell: what may stand where a value is due. */
  readonly isValue: (text: string) => boolean;
  /** A label in the writing of the forms. */
  readonly simplify: (text: string) => string;
}

const NOTHING = /^[\s\u00a0\u3000\u200b\ufeff]*$/;
const SPACES = /[\s\u00a0\u3000\u200b\ufeff]+/g;

export function isBlankText(text: string): boolean {
  return NOTHING.test(text);
}

const fold = (text: string): string => text.normalize("NFKC").replace(SPACES, "");
const anyOf = (texts: readonly string[]): string =>
  texts.map((text) => fold(text).replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");

/** A single 一 is as often a dash, and nothing tells which: it stands where a value is due, and says none. */
const ONE_OR_DASH = "一";

/** 二十二, 壹佰 */
const NUMERAL = `(?!${ONE_OR_DASH}$)[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,24}`;
const BRACKETS = "\\([^)]*\\)|\\[[^\\]]*\\]|〔[^〕]*〕|【[^】]*】";

/** A figure of which some sign cannot be told: it stands where a value is due and names nothing. */
const UNREADABLE = /^(?=.*\d)(?=.*\ufffd)[\d.,+\-/%\ufffd]+$/;

/** Numbers of notes behind a figure: 3件¹. */
const RAISED = /[\u00b2\u00b3\u00b9\u2070-\u2079]+[\s\u00a0\u3000]*$/;

const MOST_KINDS = 20_000;

function simplifierOf({ words, characters }: PrintedMarks["traditional"]): Look["simplify"] {
  const written = { ...characters, ...words };
  const found = new RegExp([...Object.keys(words), `[${Object.keys(characters).join("")}]`].join("|"), "g");
  return (text) => text.replace(found, (sign) => written[sign] ?? sign);
}

const looks = new WeakMap<PrintedMarks, Look>();

/** What follows the digits of a figure must be a remark or a unit, or 3.其他 would be one. */
export function lookOf(marks: PrintedMarks): Look {
  const known = looks.get(marks);
  if (known !== undefined) return known;
  const nothing = new Set([...marks.dash, ...marks.notApplicable].map(fold));
  const signs = anyOf([...marks.plus, ...marks.minus]);
  const units = anyOf([...marks.countUnits, ...marks.moneyUnits.map((unit) => unit.printed)]);
  const totals = anyOf(marks.totals);
  const multipliers = anyOf(marks.multipliers.map((multiplier) => multiplier.printed));
  const figure = new RegExp(
    `^(?:${totals})?(?:${signs})?(?:\\d(?:[\\d.,]*\\d)?(?:${multipliers})?|${NUMERAL})` +
      `(?:${BRACKETS})?(?:%|${units})?(?:${BRACKETS}|[*※]{1,3})?$`,
  );
  // The same few texts stand in most cells of a report.
  const kinds = new Map<string, "figure" | "nothing" | "label">();
  const kindOf = (text: string): "figure" | "nothing" | "label" => {
    const met = kinds.get(text);
    if (met !== undefined) return met;
    const folded = fold(text);
    const isNothing =
      folded === "" || folded === ONE_OR_DASH || nothing.has(folded) || UNREADABLE.test(folded);
    const isFigure =
      figure.test(folded) || (RAISED.test(text) && figure.test(fold(text.replace(RAISED, ""))));
    const kind = isNothing ? "nothing" : isFigure ? "figure" : "label";
    if (kinds.size > MOST_KINDS) kinds.clear();
    kinds.set(text, kind);
    return kind;
  };
  const isFigure = (text: string): boolean => kindOf(text) === "figure";
  const isValue = (text: string): boolean => kindOf(text) !== "label";
  const look: Look = { isFigure, isValue, simplify: simplifierOf(marks.traditional) };
  looks.set(marks, look);
  return look;
}
