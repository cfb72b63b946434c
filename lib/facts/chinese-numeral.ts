/**
 * Chinese numerals to numbers, exact or not at all: 一百零五 → 105, 两千 → 2000, 壹佰 → 100, 三千六百零七万 → 36070000. What is
 * read is written again in the standard way (GB/T 15835—2011) and must come out as printed, so that shortened (一百五),
 * strung (一二) and damaged numerals give nothing.
 */

const DIGITS = "零一二三四五六七八九";
/** Places within a group of four, and the names of the groups. */
const PLACES = ["", "十", "百", "千"];
const GROUPS = ["", "万", "亿"];
const LONGEST = 24;

const PLAIN: Readonly<Record<string, string>> = {
  〇: "零",
  两: "二",
  壹: "一",
  贰: "二",
  叁: "三",
  肆: "四",
  伍: "五",
  陆: "六",
  柒: "七",
  捌: "八",
  玖: "九",
  拾: "十",
  佰: "百",
  仟: "千",
};

/** 两 stands before places, never among digits; 百十 is short for 百一十, 十 at the beginning for 一十. */
function toStandard(text: string): string {
  const plain = [...text].map((sign) => PLAIN[sign] ?? sign).join("");
  return plain.replace(/(^|[^一二三四五六七八九])十/g, "$1一十");
}

function writeGroup(value: number): string {
  let written = "";
  for (let place = 3, rest = value; place >= 0; place--) {
    const unit = 10 ** place;
    const digit = Math.floor(rest / unit);
    rest %= unit;
    if (digit > 0) written += DIGITS.charAt(digit) + PLACES[place];
    else if (written !== "" && rest > 0 && !written.endsWith("零")) written += "零";
  }
  return written;
}

/** 十万一千 and 十万零一千 are both usual: `gap` says that the 零 is written. */
function write(value: number, gap: boolean): string {
  if (value === 0) return "零";
  let written = "";
  for (let group = GROUPS.length - 1; group >= 0; group--) {
    const part = Math.floor(value / 10_000 ** group) % 10_000;
    if (part === 0) continue;
    const after = GROUPS[group + 1] ?? "";
    const round = gap && Math.floor(value / 10_000 ** (group + 1)) % 10 === 0;
    if (written !== "" && (part < 1000 || round || !written.endsWith(after))) written += "零";
    written += writeGroup(part) + GROUPS[group];
  }
  return written;
}

/** Adds up what the signs say, whatever their order. */
function addUp(text: string): number | undefined {
  let sum = 0;
  let group = 0;
  let digit: number | undefined;
  for (const sign of text) {
    const value = DIGITS.indexOf(sign);
    const place = PLACES.indexOf(sign);
    const name = GROUPS.indexOf(sign);
    if (value >= 0) digit = value;
    else if (place > 0) {
      group += (digit ?? 0) * 10 ** place;
      digit = undefined;
    } else if (name > 0) {
      sum += (group + (digit ?? 0)) * 10_000 ** name;
      group = 0;
      digit = undefined;
    } else return undefined;
  }
  return sum + group + (digit ?? 0);
}

/** `undefined` where the text is no standard numeral below a trillion. */
export function parseChineseNumeral(text: string): number | undefined {
  if (text === "" || text.length > LONGEST || /两(?![百千万亿佰仟]|$)/.test(text)) return undefined;
  if (/两$/.test(text) && text !== "两") return undefined;
  const standard = toStandard(text);
  const value = addUp(standard);
  if (value === undefined || value >= 1e12) return undefined;
  return [true, false].some((gap) => write(value, gap) === standard) ? value : undefined;
}
