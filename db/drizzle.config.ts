import { defineConfig } from "drizzle-kit";

/** `npm run migration` writes the SQL that takes the database from the last migration to `schema.ts`. */
export default defineConfig({ dialect: "sqlite", schema: "./db/schema.ts", out: "./db/migrations" });
