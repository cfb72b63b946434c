import { defineConfig } from "drizzle-kit";

/** `npm run migration` writes the SQL that takes the database from the last migration to the schema. */
export default defineConfig({
  dialect: "sqlite",
  schema: [
    "./db/schema.ts",
    "./db/check-schema.ts",
    "./db/deadline-schema.ts",
    "./db/registry-schema.ts",
    "./db/search-schema.ts",
    "./db/desk-schema.ts",
    "./db/releases-schema.ts",
    "./db/history-schema.ts",
    "./db/review-schema.ts",
    "./db/questions-schema.ts",
  ],
  out: "./db/migrations",
});
