#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

/** As programs end that write to one that has ended (128 and SIGPIPE): quietly. What is stored is stored whole. */
const NOBODY_READS = 141;
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(NOBODY_READS);
  });

process.env.GONGKAI_HOME ??= fileURLToPath(new URL("../..", import.meta.url));
register();
const { runCommand } = await import("./cli.ts");
process.exitCode = await runCommand(process.argv.slice(2));
