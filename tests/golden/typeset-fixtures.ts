import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { encode, typesetText } from "../../db/seed/typeset/report.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { About } from "./about.ts";
import { prepare, type Recipe } from "./recipe.ts";

/**
 * Writes source.* and the cells of expected.json for every golden folder whose about.json holds a recipe:
 * `node --import tsx tests/golden/typeset-fixtures.ts`. The truth comes from the figures put in, never from the reader.
 */

const FOLDER = fileURLToPath(new URL("../fixtures/documents", import.meta.url));

function printSource(recipe: Recipe): { readonly bytes: Uint8Array; readonly cells: readonly unknown[] } {
  const catalog = getCatalog();
  const { report, cells } = prepare(catalog, recipe);
  const face = {
    agency: recipe.agency,
    notices: [],
    ...(recipe.periodYear && { periodYear: recipe.periodYear }),
  };
  let text = typesetText(report, face, catalog.editions, recipe.layout);
  for (const [found, replacement] of recipe.edits) {
    if (!text.includes(found)) throw new Error(`nothing to edit: ${found}`);
    text = text.replace(found, () => replacement);
  }
  if (recipe.cutAfter) {
    if (!text.includes(recipe.cutAfter)) throw new Error(`nowhere to cut: ${recipe.cutAfter}`);
    text = text.slice(0, text.indexOf(recipe.cutAfter) + recipe.cutAfter.length);
  }
  return { bytes: encode(text, recipe.layout), cells };
}

for (const name of readdirSync(FOLDER).sort()) {
  const about = About.parse(JSON.parse(readFileSync(`${FOLDER}/${name}/about.json`, "utf8")));
  if (!about.recipe) continue;
  const { bytes, cells } = printSource(about.recipe);
  writeFileSync(`${FOLDER}/${name}/source.${about.recipe.layout.format === "text" ? "txt" : "html"}`, bytes);
  const head = JSON.stringify(about.expected, null, 1).replace(/\n\}$/, "");
  const lines = cells.map((cell) => `  ${JSON.stringify(cell)}`).join(",\n");
  writeFileSync(`${FOLDER}/${name}/expected.json`, `${head},\n "cells": [\n${lines}\n ]\n}\n`);
}
