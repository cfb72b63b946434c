import { admitReader, type DeskProps, languageOf } from "@/app/_desk/admit.ts";
import { batchOf, batchPage } from "@/app/_desk/batch-of.ts";
import { countFiles } from "@/db/desk/batches.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { errorResponse } from "@/lib/errors.ts";

/** How far a batch has been read. */
export async function GET(request: Request, props: DeskProps): Promise<Response> {
  const params = await props.params;
  const reader = await admitReader(request, await languageOf(props), "read-drafts", batchPage(params));
  if (reader instanceof Response) return reader;
  const db = getDeskDatabase();
  const batch = batchOf(db, reader.user, params.key);
  if (batch === undefined) return errorResponse(404, "no-batch", "No such batch");
  return Response.json(countFiles(db, batch.key), { headers: { "cache-control": "no-store" } });
}
