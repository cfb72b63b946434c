import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { alignRows } from "../../lib/ingest/text-table.ts";
import { LONGEST_READING, type MutantResult, makeMutant } from "./mutant.ts";

/**
 * `npm run mutants`: damages files of every format in tens of thousands of ways and reads them. Ends with 1 when one
 * crashed the reader, took more than five seconds, failed without a named finding, or gave a wrong number.
 *
 *   --count <n>   mutants (20000 unless given)     --seed <n>   other mutants
 *   --keep <folder>   keep every mutant that was not dealt with well
 */

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    keep: { type: "string" },
  },
});
const seed = Number(options.seed);
const count = Number(options.count);

const GOOD: ReadonlySet<string> = new Set(["read", "refused"]);
/** By the clock: a process that answers nothing for so long is taken for hung, however busy the machine. */
const PATIENCE = LONGEST_READING * 6;

type Answer = MutantResult | "no answer" | "ended";

function ask(child: ChildProcess, index: number): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle("no answer"), PATIENCE);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(answer);
    };
    child.once("message", (result: MutantResult) => settle(result));
    child.once("exit", () => settle("ended"));
    child.send({ seed, index });
  });
}

const startChild = (): ChildProcess =>
  fork(fileURLToPath(new URL("mutant-child.ts", import.meta.url)), {
    execArgv: ["--import", "tsx", "--max-old-space-size=1024"],
  });

interface Bad {
  readonly index: number;
  readonly fate: string;
  readonly name: string;
  readonly detail: string;
}

const fates = new Map<string, number>();
const bad: Bad[] = [];
let slowest = 0;
let next = 0;

function note(index: number, answer: Answer): void {
  const result = typeof answer === "string" ? undefined : answer;
  const fate = result?.fate ?? (answer === "ended" ? "crash" : "slow");
  fates.set(fate, (fates.get(fate) ?? 0) + 1);
  slowest = Math.max(slowest, result?.milliseconds ?? PATIENCE);
  if (GOOD.has(fate)) return;
  const mutant = makeMutant(getCatalog(), seed, index);
  bad.push({ index, fate, name: mutant.name, detail: result?.detail ?? String(answer) });
  if (options.keep === undefined) return;
  const folder = join(options.keep, fate);
  mkdirSync(folder, { recursive: true });
  const stem = `${seed}-${index}-${mutant.name.replaceAll("/", "-")}`;
  writeFileSync(join(folder, `${stem}-${mutant.fileName}`), mutant.bytes);
  writeFileSync(join(folder, `${stem}.txt`), `${result?.detail ?? String(answer)}\n`);
}

async function serve(): Promise<void> {
  let child = startChild();
  while (next < count) {
    const index = next++;
    const answer = await ask(child, index);
    note(index, answer);
    if (typeof answer !== "string") continue;
    child.kill("SIGKILL");
    child = startChild();
  }
  child.kill();
}

await Promise.all(Array.from({ length: availableParallelism() }, serve));
console.log(alignRows([...fates].map(([fate, number]) => [fate, String(number)])));
console.log(`slowest: ${Math.round(slowest)} ms`);
for (const { index, fate, name, detail } of bad.slice(0, 100))
  console.log(`\n${fate} #${index} ${name}\n${detail.slice(0, 600)}`);
if (bad.length > 0) process.exitCode = 1;
