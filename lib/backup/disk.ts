import { open } from "node:fs/promises";

/** Waits until the names in a folder are on the disk; systems that cannot do it with folders are not asked twice. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // Windows: names are written through.
  } finally {
    await handle?.close();
  }
}
