/** Aligned text for a terminal, in which a Chinese character is two columns wide (UAX #11, W and F). */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

const widthOf = (character: string): number => (WIDE.test(character) ? 2 : 1);

/** Columns that a text takes. */
export function displayWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

/** The text, cut with … to at most `width` columns. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let taken = "";
  for (const character of text) {
    if (displayWidth(taken) + widthOf(character) > width - 1) break;
    taken += character;
  }
  return `${taken}…`;
}

/** The first column to the left, all others to the right. */
export function alignRows(rows: readonly (readonly string[])[], indent = ""): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? ""))),
  );
  const alignCell = (text: string, at: number): string => {
    const space = " ".repeat((widths[at] ?? 0) - displayWidth(text));
    return at === 0 ? text + space : space + text;
  };
  return rows.map((row) => `${indent}${row.map(alignCell).join("  ")}`.trimEnd()).join("\n");
}
