import { UNREADABLE } from "../layout/page.ts";

/**
 * What a character of a PDF font is. A font draws glyphs by code; which character a code stands for is said by its
 * ToUnicode map, by a predefined character collection or by glyph names (ISO 32000-1, 9.10.2). Where none of them says
 * it, a code is no character: a guess would turn glyph 49 into the digit 1.
 */

/** What the font parser tells of a font; every part may be missing. */
export interface PdfFont {
  readonly vertical: boolean;
  /** Width units to text space: 0.001, other in Type 3 fonts. */
  readonly unit: number;
  /** Height of the characters in parts of the font size. */
  readonly em: number;
  readonly charactersOf: (code: number, guess: string) => string;
}

const DIGIT_NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
/** Glyph names out of which a parser guesses a code: G31, g0031, C49. */
const GUESSED_NAME = /^(?:G[\dA-Fa-f]{2}|g[\dA-Fa-f]{4}|[Cc]\d{2,3}|[Cc][\dA-Fa-f]{2,3})$/;

/** Radicals stand for the whole characters that share their glyph (U+2F00 and presentation forms by NFKC). */
const COMPATIBLE = /[\u2f00-\u2fd5\ufe10-\ufe19\ufe30-\ufe4f\ufb00-\ufb06]/g;
const RADICALS: Readonly<Record<string, string>> = {
  ...{
    "⺁": "厂",
    "⺇": "几",
    "⺌": "小",
    "⺎": "兀",
    "⺏": "尣",
    "⺐": "尢",
    "⺑": "尣",
    "⺕": "彐",
    "⺝": "月",
  },
  ...{
    "⺟": "母",
    "⺠": "民",
    "⺢": "水",
    "⺫": "目",
    "⺬": "示",
    "⺮": "竹",
    "⺼": "肉",
    "⻁": "虎",
    "⻄": "西",
  },
  ...{
    "⻅": "见",
    "⻆": "角",
    "⻉": "贝",
    "⻋": "车",
    "⻌": "辶",
    "⻓": "长",
    "⻔": "门",
    "⻘": "青",
    "⻙": "韦",
  },
  ...{
    "⻚": "页",
    "⻛": "风",
    "⻜": "飞",
    "⻝": "食",
    "⻢": "马",
    "⻣": "骨",
    "⻤": "鬼",
    "⻥": "鱼",
    "⻦": "鸟",
  },
  ...{ "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟" },
};
/** Fonts draw two dashes in a row as one. */
const DASHES: Readonly<Record<string, string>> = { "\u2e3a": "——", "\u2e3b": "———" };
const RADICAL = /[\u2e80-\u2eff]/g;
const PRIVATE = /[\p{Co}\p{Cc}\p{Cn}]/u;

function toPrinted(text: string): string {
  if (/^\s+$/.test(text)) return " ";
  if (PRIVATE.test(text)) return UNREADABLE;
  return text
    .replace(/[\u2e3a\u2e3b]/g, (dash) => DASHES[dash] ?? dash)
    .replace(COMPATIBLE, (sign) => sign.normalize("NFKC"))
    .replace(RADICAL, (sign) => RADICALS[sign] ?? sign);
}

type Lookup = (code: number) => string | undefined;

/** A sparse list or record of texts by code, as the parser hands it over. */
function lookupIn(source: unknown): Lookup {
  if (typeof source !== "object" || source === null) return () => undefined;
  return (code) => {
    const found: unknown = Reflect.get(source, String(code));
    return typeof found === "string" ? found : undefined;
  };
}

const field = (source: unknown, name: string): unknown =>
  typeof source === "object" && source !== null ? Reflect.get(source, name) : undefined;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Whether a map holds anything that glyph names and codes alone would not give: then the file declared it. */
function isDeclared(map: unknown, nameOf: Lookup): boolean {
  if (typeof map !== "object" || map === null) return false;
  return Object.entries(map).some(([code, text]) => {
    if (typeof text !== "string") return false;
    if (text.charCodeAt(0) > 0x2ff) return true;
    const name = nameOf(Number(code)) ?? "";
    return name === "" && text !== String.fromCharCode(Number(code));
  });
}

/** Simple fonts: digits count only where the map was declared or the glyph is called by its name. */
function simpleCharacters(font: unknown, map: unknown): PdfFont["charactersOf"] {
  const differences = lookupIn(field(font, "differences"));
  const encoding = lookupIn(field(font, "defaultEncoding"));
  const nameOf: Lookup = (code) => differences(code) ?? encoding(code);
  const inMap = lookupIn(map);
  const declared = isDeclared(map, nameOf);
  // A symbolic TrueType font without a declared encoding has codes of its own (ISO 32000-1, 9.6.6.4).
  const ownCodes =
    field(font, "isSymbolicFont") === true &&
    field(font, "type") === "TrueType" &&
    encoding(0x92) === "iacute";
  return (code, guess) => {
    const text = inMap(code);
    if (declared) return text === undefined ? UNREADABLE : toPrinted(text);
    const name = nameOf(code);
    if (text === undefined) return code === 32 || guess.trim() === "" ? " " : UNREADABLE;
    if (!/\d/.test(text)) return toPrinted(text);
    if (differences(code) === undefined && ownCodes) return UNREADABLE;
    if (name === undefined || GUESSED_NAME.test(name)) return UNREADABLE;
    // A name that stands for no digit says nothing against the map; one of another digit does.
    const named = DIGIT_NAMES.indexOf(name);
    return named === -1 || String(named) === text ? text : UNREADABLE;
  };
}

function compositeCharacters(map: unknown): PdfFont["charactersOf"] {
  const inMap = lookupIn(map);
  return (code) => {
    const text = inMap(code);
    return text === undefined || text === "" ? UNREADABLE : toPrinted(text);
  };
}

function emOf(font: unknown, unit: number): number {
  const bbox = field(font, "bbox");
  if (field(font, "isType3Font") !== true || !Array.isArray(bbox)) return 1;
  const height = Math.abs(Number(bbox[3]) - Number(bbox[1])) * unit;
  return height > 0.1 && height < 10 ? height : 1;
}

/** Reads a parsed font with its extra properties; `undefined` fonts know no character. */
export function describeFont(font: unknown): PdfFont {
  const toUnicode = field(font, "toUnicode");
  const map = field(toUnicode, "_map");
  const matrix = field(font, "fontMatrix");
  const first: unknown = Array.isArray(matrix) ? matrix[0] : undefined;
  const unit = isNumber(first) && first !== 0 ? Math.abs(first) : 0.001;
  const composite = field(font, "composite") === true;
  const unknown: PdfFont["charactersOf"] = () => UNREADABLE;
  return {
    vertical: field(font, "vertical") === true,
    unit,
    em: emOf(font, unit),
    charactersOf:
      map === undefined ? unknown : composite ? compositeCharacters(map) : simpleCharacters(font, map),
  };
}
