/** Words by which a label says something else than one that is spelt nearly alike; words of a line say the same. */

/** A label that has one more of them than another is not that other one: 结果维持率 is not 结果维持. */
const ADDED_WORDS: readonly (readonly string[])[] = [
  ["本年度", "本年", "当年", "今年", "本期"],
  ["上一年度", "上一年", "上年度", "上年", "去年", "上期", "往年"],
  ["下一年度", "下年度", "下年"],
  ["历年", "累计"],
  ["同期", "同比", "环比"],
  ["增减", "增长", "增幅", "变化"],
  ["率", "比例", "占比", "比重", "百分比"],
  ["金额", "款额"],
  ["天数", "人数", "家数"],
  ["新收", "收到"],
  ["办结", "答复"],
  ["结转"],
  ["废止"],
  ["百件", "千件", "万件", "万条", "万次"],
];

/** Nor is one that has one more or one less: 经复议起诉 is not 未经复议起诉. */
const EXCHANGED_WORDS: readonly (readonly string[])[] = [
  ["未", "不", "非", "无"],
  ["前"],
  ["后"],
  ["维持"],
  ["纠正"],
  ["本年"],
  ["上年", "上一年"],
];

/** A finder of the words of each line, the longest first. */
const compile = (lines: readonly (readonly string[])[]): readonly RegExp[] =>
  lines.map((words) => new RegExp(words.toSorted((a, b) => b.length - a.length).join("|"), "g"));

const ADDED = compile(ADDED_WORDS);
const EXCHANGED = compile(EXCHANGED_WORDS);

const countOf = (text: string, words: RegExp): number => text.match(words)?.length ?? 0;

/** Whether a label that is spelt nearly as `other` says something else by its words. */
export const saysOtherwise = (label: string, other: string): boolean =>
  ADDED.some((words) => countOf(label, words) > countOf(other, words)) ||
  EXCHANGED.some((words) => countOf(label, words) !== countOf(other, words));

/** Whether a note changes what its label says: （上年）, （万件）. */
export const isTelling = (note: string): boolean => ADDED.some((words) => countOf(note, words) > 0);
