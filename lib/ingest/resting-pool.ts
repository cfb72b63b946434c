import type { FileReading } from "./file-reading.ts";
import type { Pool } from "./pool.ts";
import type { Job } from "./worker-messages.ts";

export type RestingPool = Pick<Pool, "read" | "close">;

/** A pool that begins with the first file and ends when none came for a while: its process holds memory. */
export function openRestingPool(open: () => Pool, restMs: number): RestingPool {
  let pool: Pool | undefined;
  let reading = 0;
  let rest: NodeJS.Timeout | undefined;

  function close(): void {
    clearTimeout(rest);
    pool?.close();
    pool = undefined;
  }

  async function read(job: Job): Promise<FileReading> {
    clearTimeout(rest);
    pool ??= open();
    reading += 1;
    try {
      return await pool.read(job);
    } finally {
      reading -= 1;
      if (reading === 0) rest = setTimeout(close, restMs).unref();
    }
  }

  return { read, close };
}
