/** One measured figure beside its anchor of the same run. `goal` is the largest ratio wanted. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly measured: number;
  readonly anchorName: string;
  readonly anchor: number;
  readonly goal: number;
}

export const ratioOf = ({ measured, anchor }: Figure): number => measured / anchor;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Rows for a table: figure, measured, anchor, ratio, goal, met. */
export function listRows(figures: readonly Figure[]): string[][] {
  const rows = figures.map((figure) => {
    const ratio = ratioOf(figure);
    return [
      figure.name,
      `${round(figure.measured)} ${figure.unit}`,
      `${figure.anchorName} ${round(figure.anchor)}`,
      round(ratio),
      `≤ ${figure.goal}`,
      ratio <= figure.goal ? "yes" : "no",
    ];
  });
  return [["figure", "measured", "anchor", "ratio", "goal", "met"], ...rows];
}
