import { editDistance } from "./label.ts";

const CHINESE = /[\u4e00-\u9fff]/;
/** Share of a label's signs that may be wrong where its place says which it is. */
const MOST_WRONG = 0.5;

/** Whether recognition can have made this of one of the labels: half of its signs agree, or none could be read. */
export function resembles(printed: string, labels: readonly string[]): boolean {
  if (!CHINESE.test(printed)) return true;
  return labels.some((label) => {
    const most = Math.floor(Math.max(label.length, printed.length) * MOST_WRONG);
    return editDistance(printed, label, most) <= most;
  });
}
