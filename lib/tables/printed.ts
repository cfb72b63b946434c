/** What a printed cell looks like before anybody knows what it means. */

const NOTHING = /^[\s\u00a0\u3000\u200b\ufeff]*$/;
/** A number with its sign, remark or unit; what follows the digits must be a unit, or 3.其他 would be a figure. */
const FIGURE =
  /^[+\-＋－−增减↑↓]?[\d０-９](?:[\d０-９.,，．]*[\d０-９])?(?:[（(][^)）]*[)）])?(?:%|％|[万亿]?元|人次|[件条项次篇个份宗部人])?$/;
const MARK = /^(?:[-—–―─－~/／\\]+|无)$/;

export function isBlankText(text: string): boolean {
  return NOTHING.test(text);
}

const squeeze = (text: string): string => text.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, "");

export function isFigureText(text: string): boolean {
  return FIGURE.test(squeeze(text));
}

/** A figure, a printed mark for nothing, or an empty cell: what may stand where a value is due. */
export function isValueText(text: string): boolean {
  return isBlankText(text) || isFigureText(text) || MARK.test(squeeze(text));
}
