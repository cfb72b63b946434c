import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { About } from "./about.ts";
import { typesetFixture } from "./fixture.ts";

/**
 * Writes source.* and expected.json for every golden folder whose about.json holds a recipe:
 * `node --import tsx tests/golden/typeset-fixtures.ts`. The truth comes from the figures put in, never from the reader.
 */

const FOLDER = fileURLToPath(new URL("../fixtures/documents", import.meta.url));

for (const name of readdirSync(FOLDER).sort()) {
  const about = About.parse(JSON.parse(readFileSync(`${FOLDER}/${name}/about.json`, "utf8")));
  if (!about.recipe) continue;
  const { fileName, bytes, cells } = typesetFixture(getCatalog(), about.recipe);
  writeFileSync(`${FOLDER}/${name}/${fileName}`, bytes);
  const head = JSON.stringify(about.expected, null, 1).replace(/\n\}$/, "");
  const lines = cells.map((cell) => `  ${JSON.stringify(cell)}`).join(",\n");
  writeFileSync(`${FOLDER}/${name}/expected.json`, `${head},\n "cells": [\n${lines}\n ]\n}\n`);
}
