/** A text as lines with their places; what a page prints around its content is marked. */

export interface Line {
  readonly text: string;
  readonly offset: number;
  readonly number: number;
  /** 1-based; only of texts with form feeds. */
  readonly page?: number;
  /** A page number or the like: no content. */
  readonly furniture: boolean;
}

const BLANK = /^[ \u00a0\u3000\f]*$/;

export const isBlank = (line: Pick<Line, "text"> | undefined): boolean =>
  line !== undefined && BLANK.test(line.text);

/** - 5 -, 第 5 页, 第5页 共8页, 5/8 */
const NUMBERED =
  /^(?:[-—–－]\s?\d{1,4}\s?[-—–－]|第\s?\d{1,4}\s?页(?:[\s,，/]*共\s?\d{1,4}\s?页)?|Page \d{1,4}(?: of \d{1,4})?)$/i;
/** What is a page number at the edge of a page only. */
const AT_EDGE = /^(?:\d{1,4}|\d{1,4}\s?\/\s?\d{1,4})$/;

/** Form feeds begin a page; pdftotext sets them before the first line of the next one. */
export function splitLines(text: string): Line[] {
  const paged = text.includes("\f");
  const lines: Line[] = [];
  let offset = 0;
  let page = 1;
  for (const raw of text.split("\n")) {
    const whole = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const feeds = /^\f+/.exec(whole)?.[0].length ?? 0;
    page += feeds;
    const shown = whole.slice(feeds);
    lines.push({
      text: shown,
      offset: offset + feeds,
      number: lines.length + 1,
      ...(paged ? { page } : {}),
      furniture: NUMBERED.test(shown.trim()),
    });
    offset += raw.length + 1;
  }
  return paged
    ? lines.map((line, at) => (isPageNumber(lines, at) ? { ...line, furniture: true } : line))
    : lines;
}

/** A bare number that is the first or the last line of its page. */
function isPageNumber(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || !AT_EDGE.test(line.text.trim())) return false;
  const isEdge = (step: 1 | -1): boolean => {
    let next = at + step;
    while (isBlank(lines[next]) && lines[next]?.page === line.page) next += step;
    return lines[next]?.page !== line.page;
  };
  return isEdge(1) || isEdge(-1);
}
