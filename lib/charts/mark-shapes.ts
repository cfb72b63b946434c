/** Shapes of marks and dashes of lines: with the color they tell series apart for those who see no color. */
const SYMBOLS = [
  "circle",
  "rect",
  "triangle",
  "diamond",
  "path://M0,0H8L4,7Z",
  "path://M3,0H5V3H8V5H5V8H3V5H0V3H3Z",
  "path://M4,0L8,3L6.5,8H1.5L0,3Z",
  "path://M2,0H6L8,4L6,8H2L0,4Z",
] as const;
const DASHES = ["solid", [6, 3], [2, 3], [10, 3, 2, 3]] as const;

export function symbol(index: number): string {
  return SYMBOLS[index % SYMBOLS.length] ?? "circle";
}

/** The first eight lines are told apart by color and mark; the next eight of the same are dashed, and so on. */
export function dash(index: number): "solid" | number[] {
  const found = DASHES[Math.floor(index / SYMBOLS.length) % DASHES.length] ?? "solid";
  return found === "solid" ? found : [...found];
}
