import { type Batch, runBatch } from "./batch.ts";

/** A process that runs the batches it is sent, one at a time. */

process.on("message", (batch: Batch) => {
  runBatch(batch).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
