#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

process.env.GONGKAI_HOME ??= fileURLToPath(new URL("../..", import.meta.url));
register();
const { runCommand } = await import("./cli.ts");
process.exitCode = await runCommand(process.argv.slice(2));
