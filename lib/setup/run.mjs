import { spawn } from "node:child_process";
import { home } from "./home.mjs";

/** What every child process is told. */
export const environment = { ...process.env, GONGKAI_HOME: home, NEXT_TELEMETRY_DISABLED: "1" };

/**
 * Runs a program in the project's root with its output shown, and answers its exit code (1 when it cannot be
 * started or is ended by a signal).
 * @param {string} command
 * @param {readonly string[]} arguments_
 * @param {Record<string, string>} [variables]
 * @returns {Promise<number>}
 */
export function run(command, arguments_, variables = {}) {
  return new Promise((done) => {
    const child = spawn(command, arguments_, {
      cwd: home,
      stdio: "inherit",
      env: { ...environment, ...variables },
    });
    child.on("error", (error) => {
      console.error(`${command}: ${error.message}`);
      done(1);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

/**
 * Runs a JavaScript file of the project or of its packages with this Node.
 * @param {readonly string[]} arguments_
 * @param {Record<string, string>} [variables]
 */
export function runNode(arguments_, variables) {
  return run(process.execPath, arguments_, variables);
}

/**
 * npm as it was called, or the one on the path.
 * @param {readonly string[]} arguments_
 */
export function runNpm(arguments_) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js") ? runNode([npm, ...arguments_]) : run("npm", arguments_);
}
