import { and, desc, eq, lt } from "drizzle-orm";
import type { Database, Writer } from "../client.ts";
import { registryFiles } from "../desk-schema.ts";

/** Registry files handed in at the desk, from when they are received until they are applied or dropped. */

export type RegistryUpload = typeof registryFiles.$inferSelect;

const DAYS = 30;

/** Keeps a file; answers its number. Those that nobody applied in a month go. */
export function keepRegistryFile(
  db: Writer,
  { at, ...file }: Pick<RegistryUpload, "user" | "name" | "bytes"> & { readonly at: Date },
): number {
  const oldest = new Date(at.getTime() - DAYS * 86_400_000).toISOString();
  db.delete(registryFiles).where(lt(registryFiles.at, oldest)).run();
  return db
    .insert(registryFiles)
    .values({ ...file, at: at.toISOString() })
    .returning({ key: registryFiles.key })
    .get().key;
}

/** A file that waits, for who handed it in. */
export function findRegistryFile(db: Writer, key: number, user: number): RegistryUpload | undefined {
  const isIt = and(eq(registryFiles.key, key), eq(registryFiles.user, user));
  return db.select().from(registryFiles).where(isIt).get();
}

export function dropRegistryFile(db: Writer, key: number): void {
  db.delete(registryFiles).where(eq(registryFiles.key, key)).run();
}

/** Those of somebody that wait, the newest first. */
export function listRegistryFiles(db: Database, user: number): Omit<RegistryUpload, "bytes">[] {
  const { key, name, at } = registryFiles;
  return db
    .select({ key, name, at, user: registryFiles.user })
    .from(registryFiles)
    .where(eq(registryFiles.user, user))
    .orderBy(desc(key))
    .all();
}
