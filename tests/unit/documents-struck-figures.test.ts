import { describe, expect, it } from "vitest";
import { type Page, type Segment, type TextRun, UNREADABLE } from "../../lib/documents/layout/page.ts";
import { toBlocks } from "../../lib/documents/layout/page-blocks.ts";

/** One ruled row of a label and a cell whose digits stand from x 166 on, 6 wide each. */
function read(figures: string, ...strikes: readonly (readonly [number, number])[]): string | undefined {
  const across = [100, 120].map((at): Segment => ({ axis: "horizontal", at, from: 60, to: 260 }));
  const down = [60, 160, 260].map((at): Segment => ({ axis: "vertical", at, from: 100, to: 120 }));
  const lines = strikes.map(([from, to]): Segment => ({ axis: "horizontal", at: 110, from, to }));
  const digits = [...figures].map((text, at): TextRun => {
    const left = 166 + at * 6;
    return { text, box: [left, 105, left + 6, 115] };
  });
  const label: TextRun = { text: "规章", box: [66, 105, 86, 115] };
  const page: Page = {
    ...{ number: 1, width: 595, height: 842 },
    segments: [...across, ...down, ...lines],
    runs: [label, ...digits],
  };
  const [table] = toBlocks([page], { geometry: "first", method: "layout" });
  return table?.kind === "table" ? table.rows[0]?.[1]?.text : undefined;
}

describe("struck figures", () => {
  it("leave the figure beside them", () => {
    expect(read("1215", [166, 178])).toBe("15");
    expect(read("1512", [178, 190])).toBe("15");
  });

  it("are no blank where nothing is left", () => {
    expect(read("12", [166, 178])).toBe(UNREADABLE.repeat(2));
  });

  it("leave nothing to read where the line does not end with them", () => {
    expect(read("1215", [150, 178])).toContain(UNREADABLE);
    expect(read("1215", [166, 181])).toContain(UNREADABLE);
  });

  it("leave no figure of the digits around them", () => {
    expect(read("1425", [172, 184])).not.toMatch(/^\d+$/);
  });
});
