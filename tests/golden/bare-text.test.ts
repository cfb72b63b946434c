import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { createRandom } from "../../lib/typeset/random.ts";
import { type ReportLayout, typesetReport } from "../../lib/typeset/report.ts";
import { drawFigures, type Profile } from "../accuracy/figures.ts";
import { judge } from "../accuracy/judge.ts";
import { toCells } from "./compare.ts";
import type { ExpectedCell } from "./recipe.ts";

/** Text of one cell to a line, as extractors leave it: what becomes of forms whose layout only the whole text tells. */

const catalog = getCatalog();
const REQUESTS = ["form-2021/disclosure", "form-2021/requests", "form-2021/remedies"];

interface Typeset {
  readonly text: string;
  readonly cells: readonly ExpectedCell[];
}

function typeset(tables: readonly string[], profile: Profile, layout: ReportLayout): Typeset {
  const figures = drawFigures(catalog, tables, profile, true, createRandom(3));
  const year = tables === REQUESTS ? 2023 : 2016;
  const title = `某某市人民政府${year}年政府信息公开工作年度报告`;
  const report = {
    ...{ slug: "bare", agency: "bare", title, year },
    source: { title, place: "", year },
    tables: [...figures.tables],
  };
  const bytes = typesetReport(report, { agency: "某某市人民政府", notices: [] }, catalog.editions, {
    ...{ format: "text", shape: "cell-per-line" },
    ...layout,
  });
  return { text: new TextDecoder().decode(bytes), cells: figures.cells };
}

async function read({ text, cells }: Typeset) {
  const { value } = await readReports({ fileName: "x.txt", bytes: new TextEncoder().encode(text) }, catalog);
  return judge(
    cells,
    value.flatMap(({ report }) => toCells(report.facts, catalog)),
  );
}

const whole = ({ cells }: Typeset) => ({
  counts: { right: cells.length, unread: 0, mismarked: 0, wrong: 0 },
  wrong: [],
});

describe("a table with blanks that is cut once", () => {
  const cut = (seam: "blank" | "repeated") =>
    typeset(REQUESTS, "blanks", { splitAfter: { requests: 12 }, seam });

  it.each(["blank", "repeated"] as const)("is read whole, group labels below the cut %s", async (seam) => {
    expect(await read(cut(seam))).toEqual(whole(cut(seam)));
  });

  it("is given no other number where a value or an empty line beside the cut is lost", async () => {
    const { text, cells } = cut("blank");
    const lines = text.split("\n");
    // Three empty lines stand for what is parted there, and for two group labels.
    const seam = lines.findIndex((_, at) => at > 100 && lines.slice(at, at + 3).every((line) => line === ""));
    expect(seam).toBeGreaterThan(100);
    for (let at = seam - 8; at < seam + 4; at += 1) {
      const { wrong } = await read({ text: lines.toSpliced(at, 1).join("\n"), cells });
      expect(wrong, `line ${at}`).toEqual([]);
    }
  });
});

it("tells reordered rows with one label under several groups by the row above", async () => {
  const moved = typeset(["form-2014/statistics"], "plain", { rowOrder: 7 });
  expect(await read(moved)).toEqual(whole(moved));
});

it("carries heads over what lost merges left empty", async () => {
  const unmerged = typeset(REQUESTS, "plain", { merges: "lost" });
  expect(await read(unmerged)).toEqual(whole(unmerged));
});

describe("a form of which every slot is a line, blanks and lost merges as empty lines", () => {
  const unmerged = typeset(REQUESTS, "blanks", { merges: "lost" });
  const lines = unmerged.text.split("\n");
  const reread = (at: number, count: number, ...instead: readonly string[]) =>
    read({ text: lines.toSpliced(at, count, ...instead).join("\n"), cells: unmerged.cells });

  it("is read whole", async () => {
    expect(await read(unmerged)).toEqual(whole(unmerged));
  });

  it("gives no other number where any one line is lost or doubled", { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const [at, line] of lines.entries()) {
      for (const instead of [[], [line, line]])
        wrong.push(...(await reread(at, 1, ...instead)).wrong.map((cell) => `line ${at + 1}: ${cell}`));
    }
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(400);
  });

  it("is no such form where a label and the empty line beside it are exchanged", async () => {
    const at = lines.indexOf("四、结转下年度继续办理");
    const { counts, wrong } = await reread(at, 2, "", "四、结转下年度继续办理");
    expect(wrong).toEqual([]);
    expect(counts.right).toBeLessThan(unmerged.cells.length);
  });
});
