import { readFileSync } from "node:fs";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import { expect, it } from "vitest";
import * as checks from "../../db/check-schema.ts";
import * as deadlines from "../../db/deadline-schema.ts";
import * as desk from "../../db/desk-schema.ts";
import * as history from "../../db/history-schema.ts";
import * as questions from "../../db/questions-schema.ts";
import * as registry from "../../db/registry-schema.ts";
import * as releases from "../../db/releases-schema.ts";
import * as review from "../../db/review-schema.ts";
import * as reports from "../../db/schema.ts";
import * as search from "../../db/search-schema.ts";

it("the migrations lead to the schema: npm run migration would write nothing", async () => {
  const { entries } = JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8"));
  const last = String(entries.length - 1).padStart(4, "0");
  const migrated = JSON.parse(readFileSync(`db/migrations/meta/${last}_snapshot.json`, "utf8"));
  expect(
    await generateSQLiteMigration(
      migrated,
      await generateSQLiteDrizzleJson({
        ...reports,
        ...checks,
        ...deadlines,
        ...registry,
        ...search,
        ...desk,
        ...releases,
        ...history,
        ...review,
        ...questions,
      }),
    ),
  ).toEqual([]);
});

it("each migration is later than the one before: what is dated earlier would be left out", () => {
  const { entries } = JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8"));
  const dates: number[] = entries.map(({ when }: { when: number }) => when);
  expect(dates).toEqual([...new Set(dates)].toSorted((a, b) => a - b));
});
