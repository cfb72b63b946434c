import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OutsideForms } from "../../app/[lang]/agencies/[id]/[year]/outside-forms.tsx";
import type { UnplacedTable } from "../../lib/report.ts";

const cell: UnplacedTable = {
  kind: "cells",
  table: 2,
  caption: null,
  rows: [
    {
      row: 6,
      label: "（一）予以公开",
      cells: [{ column: 11, columnSpan: 1, text: "991", head: "个体工商户" }],
    },
  ],
};
const row: UnplacedTable = {
  kind: "rows",
  table: 2,
  caption: null,
  rows: [{ row: 9, cells: [{ column: 1, columnSpan: 1, text: "自设" }] }],
};

test("cells beside a form are shown with their row, head and place", () => {
  const markup = renderToStaticMarkup(<OutsideForms tables={[cell]} view="/view" lang="zh" />);
  for (const text of ["（1 格）", "（一）予以公开", "个体工商户", "991"]) expect(markup).toContain(text);
  expect(markup).toMatch(/href="\/view#[^"]*11"/);
});

test("rows and cells of one table are counted each as what they are", () => {
  const markup = renderToStaticMarkup(<OutsideForms tables={[row, cell]} view={null} lang="en" />);
  expect(markup).toContain("Outside the forms (1 rows, 1 cells)");
  expect(renderToStaticMarkup(<OutsideForms tables={[row]} view={null} lang="zh" />)).toContain("（1 行）");
});
