import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { ReactNode } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { messages } from "../../app/_messages/messages.ts";
import Page from "../../app/[lang]/questions/ask/page.tsx";
import { openDatabase } from "../../db/client.ts";
import { showingRefused } from "../../lib/asking/showing.ts";
import { databaseFile } from "../../lib/env.ts";

const render = (page: ReactNode) =>
  new Promise<string>((done, failed) => {
    const into = new PassThrough();
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(into), onError: failed });
    text(into).then(done, failed);
  });

test.each(["zh", "en"] as const)(
  "%s: a question without its cell is told why it was not taken, and what was typed is not lost",
  async (lang) => {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-refused-"));
    const before = process.env.GONGKAI_DATA;
    process.env.GONGKAI_DATA = folder;
    openDatabase(databaseFile(folder)).$client.close();
    const refused = {
      why: "no-cell",
      typed: { kind: "other", words: "page 4 prints 80", contact: "me@example.org" },
    } as const;
    try {
      const page = await showingRefused(refused, () =>
        Page({ params: Promise.resolve({ lang }), searchParams: Promise.resolve({}) }),
      );
      const markup = await showingRefused(refused, () => render(page));
      expect(markup).toContain(messages(lang).questions.refusals["no-cell"]);
      expect(markup).toContain("page 4 prints 80</textarea>");
      expect(markup).toContain("me@example.org");
    } finally {
      if (before === undefined) delete process.env.GONGKAI_DATA;
      else process.env.GONGKAI_DATA = before;
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
