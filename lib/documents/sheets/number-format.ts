/**
 * Numbers of a sheet as a person sees them (ECMA-376 part 1, 18.8.31 and 18.8.30). A format has up to four sections, for
 * positive, negative, zero and text; formats of dates give ISO dates whatever their order of parts.
 *
 *   1234.5 by `#,##0.00` → 1,234.50      0.285 by `0.0%` → 28.5%      45292 by `yyyy"年"` → 2024-01-01
 */

export interface SeenNumber {
  readonly text: string;
  /** The file holds more digits than the format shows. */
  readonly rounded: boolean;
}

interface Section {
  readonly condition: ((value: number) => boolean) | undefined;
  readonly tokens: readonly Token[];
}

type Token =
  | { readonly kind: "literal"; readonly text: string }
  | {
      readonly kind: "digit" | "point" | "comma" | "percent" | "general" | "text" | "date" | "time" | "odd";
      readonly text: string;
    };

/** Formats known by number alone (18.8.30); those of dates differ by language only in the order of parts. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  22: "yyyy-mm-dd hh:mm",
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  41: '#,##0;-#,##0;"-"',
  42: '#,##0;-#,##0;"-"',
  43: '#,##0.00;-#,##0.00;"-"',
  44: '#,##0.00;-#,##0.00;"-"',
  48: "##0.0E+0",
  49: "@",
};
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

/** The code of a format the file does not spell out. */
export function builtInFormat(id: number): string {
  if (BUILT_IN_TIMES.has(id)) return "hh:mm:ss";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "yyyy-mm-dd";
  return BUILT_IN[id] ?? "General";
}

const CONDITION = /^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$/;
const TOKEN =
  /"([^"]*)"?|\\(.)|!(.)|_.|\*.|\[([^\]]*)\]|(general|g\/通用格式)|(am\/pm|a\/p|上午\/下午)|(e[+-])|([ymdbge]+)|([hs]+)|([0#?])|(.)/gisu;

function conditionOf(written: string): Section["condition"] {
  const [, sign, limit] = CONDITION.exec(written) ?? [];
  if (sign === undefined) return undefined;
  const than = Number(limit);
  switch (sign) {
    case "<":
      return (value) => value < than;
    case "<=":
      return (value) => value <= than;
    case ">":
      return (value) => value > than;
    case ">=":
      return (value) => value >= than;
    case "=":
      return (value) => value === than;
    default:
      return (value) => value !== than;
  }
}

/** `[Red]`, `[>=100]`, `[$¥-804]`, `[h]`: of these only the currency sign is printed. */
function bracketed(written: string): { condition?: Section["condition"]; token?: Token } {
  const currency = /^\$([^-]*)/.exec(written)?.[1];
  if (currency !== undefined) return { token: { kind: "literal", text: currency } };
  if (/^(?:h+|m+|s+)$/i.test(written)) return { token: { kind: "time", text: written } };
  return { condition: conditionOf(written) };
}

function parseFormat(code: string): Section[] {
  const sections: { condition: Section["condition"]; tokens: Token[] }[] = [
    { condition: undefined, tokens: [] },
  ];
  for (const found of code.matchAll(TOKEN)) {
    const [all, quoted, escaped, banged, bracket, general, half, exponent, date, time, digit, other] = found;
    const section = sections[sections.length - 1];
    if (section === undefined) break;
    const add = (kind: Token["kind"], text: string): number => section.tokens.push({ kind, text });
    if (quoted !== undefined) add("literal", quoted);
    else if (escaped !== undefined || banged !== undefined) add("literal", escaped ?? banged ?? "");
    else if (bracket !== undefined) {
      const { condition, token } = bracketed(bracket);
      if (condition !== undefined) section.condition = condition;
      if (token !== undefined) section.tokens.push(token);
    } else if (general !== undefined) add("general", general);
    else if (half !== undefined || time !== undefined) add("time", all);
    else if (exponent !== undefined) add("odd", exponent);
    else if (date !== undefined) add("date", date);
    else if (digit !== undefined) add("digit", digit);
    else if (other === ";") sections.push({ condition: undefined, tokens: [] });
    else if (other === ".") add("point", other);
    else if (other === ",") add("comma", other);
    else if (other === "%") add("percent", other);
    else if (other === "@") add("text", other);
    else if (other === "/" && section.tokens.some(({ kind }) => kind === "digit")) add("odd", other);
    else if (other !== undefined) add("literal", other);
  }
  return sections;
}

const parsed = new Map<string, readonly Section[]>();
const MOST_FORMATS = 5000;
/** Longer codes are no formats. */
const LONGEST_CODE = 255;

function sectionsOf(code: string): readonly Section[] {
  const known = parsed.get(code);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_FORMATS) parsed.clear();
  const sections = parseFormat(code.length > LONGEST_CODE ? "General" : code);
  parsed.set(code, sections);
  return sections;
}

/** A number with 15 significant digits, as many as sheets keep, without exponent where that is how it is printed. */
export function plainNumber(value: number): string {
  const short = String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)));
  const [, sign = "", whole = "", fraction = "", exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(short) ?? [];
  if (exponent === undefined || Number(exponent) > 0 || Number(exponent) < -40) return short;
  return `${sign}0.${"0".repeat(-Number(exponent) - 1)}${whole}${fraction}`;
}

/** Digits of `|value| × 10^shift` rounded half away from zero to `places` decimals. */
function roundDigits(plain: string, shift: number, places: number) {
  const [whole = "0", fraction = ""] = plain.replace("-", "").split(".");
  const digits = whole + fraction;
  const keep = whole.length + shift + places;
  const kept = keep >= 0 ? digits.slice(0, keep).padEnd(keep, "0") : "";
  const up = Number(digits[keep] ?? 0) >= 5 ? 1n : 0n;
  const rounded = String(BigInt(kept === "" ? 0 : kept) + up).padStart(places + 1, "0");
  return {
    whole: rounded.slice(0, rounded.length - places).replace(/^0+/, ""),
    fraction: rounded.slice(rounded.length - places),
    exact: !/[1-9]/.test(digits.slice(Math.max(0, keep))),
  };
}

function printDigits(tokens: readonly Token[], plain: string): SeenNumber {
  const digitsAt = tokens.flatMap(({ kind }, at) => (kind === "digit" ? [at] : []));
  const first = digitsAt[0] ?? tokens.length;
  const last = digitsAt.at(-1) ?? -1;
  const found = tokens.findIndex(({ kind }) => kind === "point");
  const point = found === -1 ? last + 1 : found;
  const wholeAt = digitsAt.filter((at) => at < point);
  const fractionAt = digitsAt.filter((at) => at > point);
  const count = (kind: Token["kind"], from: number): number =>
    tokens.filter((token, at) => token.kind === kind && at >= from).length;
  const isThousandth = ({ kind }: Token, at: number): boolean =>
    kind === "comma" && at > (wholeAt.at(-1) ?? -1) && (at < point || at > last);
  const thousandths = tokens.filter(isThousandth).length;
  const grouped = tokens.some(
    ({ kind }, at) => kind === "comma" && at > first && at < (wholeAt.at(-1) ?? -1),
  );
  const shift = 2 * count("percent", 0) - 3 * thousandths;
  const { whole, fraction, exact } = roundDigits(plain, shift, fractionAt.length);
  const least = wholeAt.filter((at) => tokens[at]?.text === "0").length;
  const digits = whole.padStart(least, "0");
  const needed = fractionAt.findLastIndex((at) => tokens[at]?.text === "0") + 1;
  const decimals = fraction.slice(0, Math.max(needed, fraction.replace(/0+$/, "").length));
  const printed = new Map<number, string>();
  wholeAt.forEach((at, order) => {
    const fromRight = wholeAt.length - order;
    const end = digits.length - fromRight + 1;
    printed.set(
      at,
      order === 0 ? digits.slice(0, Math.max(0, end)) : digits.slice(Math.max(0, end - 1), Math.max(0, end)),
    );
  });
  if (grouped) {
    wholeAt.forEach((at) => void printed.set(at, ""));
    printed.set(wholeAt.at(-1) ?? -1, digits.replace(/\B(?=(\d{3})+$)/g, ","));
  }
  fractionAt.forEach((at, order) => void printed.set(at, decimals[order] ?? ""));
  const text = tokens.map(({ kind, text: written }, at) => {
    if (kind === "digit") return printed.get(at) ?? "";
    if (kind === "point") return decimals === "" && fractionAt.length > 0 ? "" : written;
    if (kind === "comma") return "";
    return kind === "literal" || kind === "percent" ? written : "";
  });
  return { text: text.join(""), rounded: !exact };
}

const DAY = 86_400_000;
const LAST_DAY = 2_958_465;

/** A serial number as an ISO date or time; day 60 of the 1900 system never was (18.17.4.1). */
function printDate(value: number, tokens: readonly Token[], from1904: boolean): string | undefined {
  if (value < 0 || value > LAST_DAY) return undefined;
  const days = from1904 ? value + 1462 : value < 60 ? value + 1 : value;
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000);
  const iso = moment.toISOString();
  const hasTime = tokens.some(({ kind }) => kind === "time");
  const hasDate = tokens.some(({ kind, text }) => kind === "date" && !(hasTime && /^m+$/i.test(text)));
  if (!hasDate) {
    const hours = Math.floor((Math.round(value * 86_400) * 1000) / 3_600_000);
    return `${String(value >= 1 ? hours : moment.getUTCHours()).padStart(2, "0")}${iso.slice(13, 19)}`;
  }
  return hasTime && moment.getTime() % DAY !== 0
    ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
    : iso.slice(0, 10);
}

function pickSection(
  sections: readonly Section[],
  value: number,
): { section: Section | undefined; signed: boolean } {
  const conditional = sections.some(({ condition }) => condition !== undefined);
  if (conditional) {
    const fitting = sections.find(({ condition }, at) =>
      condition === undefined
        ? at === Math.min(sections.length, 3) - 1 || (at === 1 && value < 0)
        : condition(value),
    );
    return { section: fitting ?? sections.at(-1), signed: true };
  }
  const numeric = sections.slice(0, 3);
  if (value < 0 && numeric.length > 1) return { section: numeric[1], signed: false };
  if (value === 0 && numeric.length > 2) return { section: numeric[2], signed: false };
  return { section: numeric[0], signed: true };
}

/** A number by its format. What the format does with it beyond plain digits (fractions, powers) is printed plainly. */
export function seeNumber(value: number, code: string, from1904 = false): SeenNumber {
  const plain = plainNumber(value);
  const { section, signed } = pickSection(sectionsOf(code), value);
  const tokens = section?.tokens ?? [];
  const has = (kind: Token["kind"]): boolean => tokens.some((token) => token.kind === kind);
  if (has("general") || has("text") || has("odd") || plain.includes("e")) {
    if (!has("general")) return { text: plain, rounded: false };
    const texts = tokens.map(({ kind, text }) =>
      kind === "general" ? plain : kind === "literal" ? text : "",
    );
    return { text: texts.join(""), rounded: false };
  }
  if (has("date") || has("time"))
    return { text: printDate(value, tokens, from1904) ?? plain, rounded: false };
  const seen = printDigits(tokens, plain);
  const minus = signed && value < 0 && /[1-9]/.test(seen.text) ? "-" : "";
  return { text: `${minus}${seen.text}`.trim(), rounded: seen.rounded && has("digit") };
}

/** A text by the format's fourth section; `;;;` shows nothing. */
export function seeText(text: string, code: string): string {
  const sections = sectionsOf(code);
  const section = sections[3] ?? (sections.length === 1 ? sections[0] : undefined);
  if (section === undefined) return text;
  if (sections.length < 4 && !section.tokens.some(({ kind }) => kind === "text")) return text;
  return section.tokens
    .map(({ kind, text: written }) => (kind === "text" ? text : kind === "literal" ? written : ""))
    .join("");
}
