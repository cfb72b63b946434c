import type { Catalog } from "../../lib/catalog/catalog.ts";
import { encode, typesetText } from "../../lib/typeset/report.ts";
import { type ExpectedCell, prepare, type Recipe } from "./recipe.ts";

function edit(text: string, edits: Recipe["edits"]): string {
  return edits.reduce((edited, [found, replacement]) => {
    if (!edited.includes(found)) throw new Error(`nothing to edit: ${found}`);
    return edited.replace(found, () => replacement);
  }, text);
}

function cut(text: string, cutAfter: string | undefined): string {
  if (cutAfter === undefined) return text;
  if (!text.includes(cutAfter)) throw new Error(`nowhere to cut: ${cutAfter}`);
  return text.slice(0, text.indexOf(cutAfter) + cutAfter.length);
}

/** The file that a recipe makes, and the cells that stand in it. */
export function typesetFixture(
  catalog: Catalog,
  recipe: Recipe,
): { readonly fileName: string; readonly bytes: Uint8Array; readonly cells: readonly ExpectedCell[] } {
  const { report, cells } = prepare(catalog, recipe);
  const { agency, periodYear, layout } = recipe;
  const face = { agency, notices: [], ...(periodYear && { periodYear }) };
  const text = typesetText(report, face, catalog.editions, layout);
  return {
    fileName: layout.format === "text" ? "source.txt" : "source.html",
    bytes: encode(cut(edit(text, recipe.edits), recipe.cutAfter), layout),
    cells,
  };
}
