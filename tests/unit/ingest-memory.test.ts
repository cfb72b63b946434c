import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as immediately } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { failedReading } from "../../lib/ingest/file-reading.ts";
import { ingest } from "../../lib/ingest/ingest.ts";
import type { Pool } from "../../lib/ingest/pool.ts";
import { newPlace } from "../fixtures/data-folder.ts";

const FILES = 300;

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

it("nothing is kept of the files that are done", async () => {
  const folder = newPlace();
  const paths = Array.from({ length: FILES }, (_, at) => {
    const path = join(folder, `${at}.html`);
    writeFileSync(path, `<p>${at}</p>`);
    return path;
  });
  const readings: WeakRef<object>[] = [];
  const pool: Pool = {
    read: async ({ path, sha256 }) => {
      const packed = new Uint8Array(8);
      readings.push(new WeakRef(packed));
      return { ...failedReading(path, sha256 ?? null, []), packed };
    },
    expand: async function* () {},
    close: () => {},
  };
  let kept = FILES;
  await ingest(paths, {
    ...{ db: openDatabase(join(folder, "gongkai.sqlite")), catalog: getCatalog(), dataFolder: folder },
    ...{ reader: "reader", pool },
    onFile: async (_, done) => {
      if (done < FILES) return;
      await immediately();
      collectGarbage();
      kept = readings.filter((reading) => reading.deref() !== undefined).length;
    },
  });
  // Those that are committed together, and no others.
  expect(readings).toHaveLength(FILES);
  expect(kept).toBeLessThan(FILES / 3);
});
