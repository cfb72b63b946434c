import { vi } from "vitest";
import { runCommand } from "../../lib/ingest/cli.ts";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `gongkai` in this process and catches what it prints. */
export async function runGongkai(...argv: string[]): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    return { exitCode: await runCommand(argv), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
