/**
 * Sentences of a paragraph as printed, and folded for matching: one width, no spaces, no quotes, nothing inside 《》, and
 * years as they stand to the report's: 本年, 上年, 下年.
 */

export interface Sentence {
  readonly printed: string;
  readonly folded: string;
}

export interface Folding {
  /** Of the report. */
  readonly year: number;
  /** How the agency calls itself; it says nothing about what is counted. */
  readonly self: RegExp | undefined;
  readonly asides: RegExp;
}

const SPACE = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g;
const QUOTES = /["'“”‘’「」『』]/g;
const TITLES = /《[^》]*》|<[^<>]*>/g;
const CHINESE_YEAR = /二[〇○零]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])(?=年)/g;
const DIGITS = "〇一二三四五六七八九";
const LONGEST = 1500;

const digitOf = (sign: string): string => String(Math.max(0, DIGITS.indexOf(sign)));

export function foldSentence(text: string, { year, self, asides }: Folding): string {
  const plain = text
    .slice(0, LONGEST)
    .normalize("NFKC")
    .replace(SPACE, "")
    .replace(QUOTES, "")
    .replace(TITLES, "《》")
    .replace(CHINESE_YEAR, (_, ten: string, one: string) => `20${digitOf(ten)}${digitOf(one)}`)
    .replace(new RegExp(`${year}年度?|报告年度|本年度|今年以来|今年|当年`, "g"), "本年")
    .replace(new RegExp(`${year - 1}年度?|上一?年度|上一年|去年`, "g"), "上年")
    .replace(new RegExp(`${year + 1}年度?|下一?年度|下一年|明年|次年|翌年`, "g"), "下年");
  const own = self === undefined ? plain : plain.replace(self, "");
  return own.replace(asides, "").replace(/:(?=约?\d)/g, "为");
}

const LONGEST_HEAD = 24;
const SENTENCE_END = /[。！？!?;；:：]\s*$/u;
const MOST_SENTENCES = 2000;

/** Lines that go on in the next one are put together; those as short as headings do not. */
function joinLines(paragraph: string): string[] {
  const lines: string[] = [];
  let open = false;
  for (const line of paragraph.split("\n")) {
    if (open) lines.push(`${lines.pop() ?? ""}${line}`);
    else lines.push(line);
    open = line.length > LONGEST_HEAD && !SENTENCE_END.test(line);
  }
  return lines;
}

/** The sentences of a paragraph, up to a number that no report has. */
export function listSentences(paragraph: string, folding: Folding): Sentence[] {
  return joinLines(paragraph)
    .flatMap((line) => line.split(/(?<=[。！？!?])/u))
    .map((printed) => printed.trim())
    .filter((printed) => printed !== "")
    .slice(0, MOST_SENTENCES)
    .map((printed) => ({ printed, folded: foldSentence(printed, folding) }));
}

const REGION = /^[\u4e00-\u9fff]{2,7}?[省市县区州旗](?=[\u4e00-\u9fff]{3})/u;
const GOVERNMENT = /^(?:人民)?政府$/;

const TOWNSHIP = /(?:镇|乡|街道)(?:人民政府|办事处)?$/;
const TOWNSHIP_SHORT = "(?:镇|乡)(?:人民)?政府|街道办事处|街道办";

/** 余姚市总工会, 市总工会 and 总工会 are one; but not 总工会办公室 or 总工会各部门. */
export function selfPattern(names: readonly string[]): RegExp | undefined {
  const folded = names
    .map((name) => name.normalize("NFKC").replace(SPACE, ""))
    .filter((name) => name.length > 2);
  const short = folded.flatMap((name) => {
    const rest = name.replace(REGION, "");
    return rest === name || GOVERNMENT.test(rest) ? [] : [`[省市县区州旗]?${literal(rest)}`];
  });
  const township = folded.some((name) => TOWNSHIP.test(name)) ? [TOWNSHIP_SHORT] : [];
  const all = [...folded.map(literal), ...short, ...township];
  return all.length === 0
    ? undefined
    : new RegExp(`(?:${all.join("|")})(?!办|各|机关各|直属|所属|下属|部门|及|和)`, "gu");
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
