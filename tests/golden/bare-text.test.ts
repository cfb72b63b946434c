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
  const cut = (seam: "blank" | "repeated", after: number) =>
    typeset(REQUESTS, "blanks", { splitAfter: { requests: after }, seam });
  const uncut = typeset(REQUESTS, "blanks", {}).text.split("\n");

  it.each(
    // In the middle of a group of rows, and where one ends.
    (["blank", "repeated"] as const).flatMap((seam) => [12, 15].map((after) => ({ seam, after }))),
  )("is read, group labels below the cut $seam, behind row $after", async ({ seam, after }) => {
    const { counts, wrong } = await read(cut(seam, after));
    expect([wrong, counts.wrong, counts.mismarked]).toEqual([[], 0, 0]);
    // What ends in a blank that may be the seam of a cut stays unread.
    expect(counts.right).toBeGreaterThan(cut(seam, after).cells.length * 0.85);
  });

  it.each(
    (["blank", "repeated"] as const).flatMap((seam) =>
      [4, 5, 7, 9, 12, 15, 16].map((after) => ({ seam, after })),
    ),
  )(
    "gives no other number where a line beside the cut is lost: $seam, behind row $after",
    async ({ seam, after }) => {
      const { text, cells } = cut(seam, after);
      const lines = text.split("\n");
      const at = lines.findIndex((line, index) => line !== uncut[index]);
      expect(at).toBeGreaterThan(50);
      for (let lost = at - 9; lost < at + 4; lost += 1) {
        const { wrong } = await read({ text: lines.toSpliced(lost, 1).join("\n"), cells });
        expect(wrong, `line ${lost + 1}`).toEqual([]);
      }
    },
  );
});

describe("heads that stand below the group beside them", () => {
  const printed = typeset(REQUESTS, "plain", {});
  const requests = catalog.editions
    .find(({ id }) => id === "form-2021")
    ?.tables.find(({ id }) => id === "requests");
  const due =
    (requests?.blocks ?? []).flatMap(({ rows }) => rows.filter(({ heading }) => !heading)).length * 7;

  /** The same form with the group first among the heads, then `heads`; every row's figures as `arrange` says. */
  function move(
    heads: readonly string[],
    arrange: (row: readonly string[], at: number) => readonly string[],
  ): Typeset {
    const lines = printed.text.split("\n");
    const head = lines.indexOf("自然人");
    const members = lines.slice(head + 3, head + 8);
    const moved = [...lines.slice(0, head), "法人或其他组织", ...heads, ...members];
    const end = lines.findIndex((line, at) => at > head && line.startsWith("四、政府信息公开行政复议"));
    for (let at = head + 8; at < end; ) {
      const row = lines.slice(at, at + 7);
      const isRow = row.length === 7 && row.every((value) => /^\d+$/.test(value));
      moved.push(...(isRow ? arrange(row, at) : [lines[at] ?? ""]));
      at += isRow ? 7 : 1;
    }
    return { text: [...moved, ...lines.slice(end)].join("\n"), cells: printed.cells };
  }
  const unread = {
    counts: { right: printed.cells.length - due, unread: due, mismarked: 0, wrong: 0 },
    wrong: [],
  };

  it("may be centred, whatever the groups of rows show: no order of theirs is trusted", async () => {
    // The columns run 总计, the five of 法人或其他组织, 自然人.
    const centred = move(["总计", "自然人"], (row) => [row[6] ?? "", ...row.slice(1, 6), row[0] ?? ""]);
    expect(await read(centred)).toEqual(unread);
  });

  it("are taken as they stand where totals bear it out", async () => {
    const told = move(["总计", "自然人"], (row) => [...row.slice(1), row[0] ?? ""]);
    expect(await read(told)).toEqual(whole(told));
  });

  it("are so taken, too, where every row lacks a part and no total is less than the others", async () => {
    const gaps = move(["总计", "自然人"], (row, at) => [...row.slice(1), row[0] ?? ""].with(at % 5, "/"));
    const { counts, wrong } = await read(gaps);
    expect([wrong, counts.unread]).toEqual([[], 0]);
  });

  it("stay unread where totals do not", async () => {
    const misadded = move(["总计", "自然人"], (row) => [
      ...row.slice(1, 6),
      String(Number(row[6]) + 1),
      row[0] ?? "",
    ]);
    expect(await read(misadded)).toEqual(unread);
  });
});

it("tells reordered rows with one label under several groups by the row above", async () => {
  const moved = typeset(["form-2014/statistics"], "plain", { rowOrder: 7 });
  expect(await read(moved)).toEqual(whole(moved));
});

it("reads a text whose letters are all spaced, heads above its first value too", async () => {
  const spaced = typeset(["form-2014/statistics"], "plain", { labelSpaces: true });
  expect(spaced.text).toContain("统 计 指 标");
  expect(await read(spaced)).toEqual(whole(spaced));
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

  it("gives no other number where any one line is lost or doubled", { timeout: 400_000 }, async () => {
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
