import { getDatabase } from "@/db/index.ts";
import { readOriginal } from "@/db/originals.ts";
import { getDocument } from "@/db/queries/documents.ts";
import { getEnvironment } from "@/lib/env.ts";
import type { StoredDocument } from "@/lib/views.ts";

export interface FoundOriginal {
  readonly document: StoredDocument;
  /** `undefined`: the database knows the document, its bytes are gone. */
  readonly bytes: Uint8Array | undefined;
}

/** A document by its hash, with its bytes. */
export async function findOriginal(sha256: string): Promise<FoundOriginal | undefined> {
  const document = await getDocument(getDatabase(), sha256);
  return document && { document, bytes: readOriginal(getEnvironment().dataFolder, sha256) };
}
