import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { type DeskServer, signIn, startDeskServer } from "./desk-server.ts";

test.setTimeout(300_000);

const SEED = "db/seed/reports";
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  txt: "text/plain",
};

/** Forty files of every format, of 2011 to 2020. */
const FORTY = readdirSync(SEED)
  .filter((name) => (name.split(".").at(-1) ?? "") in TYPES)
  .slice(0, 40)
  .map((name) => ({
    name,
    mimeType: TYPES[name.split(".").at(-1) ?? ""] ?? "",
    buffer: readFileSync(`${SEED}/${name}`),
  }));

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    let server: DeskServer;
    test.beforeAll(async () => {
      server = await startDeskServer();
    });
    test.afterAll(() => server.close());

    test("from an empty database to a published release of forty mixed files", async ({ page, request }) => {
      const password = server.addUser("lin", "--role", "publisher");
      const visit = (path: string) => request.get(`${server.address}${path}`);
      expect((await visit("/en/agencies/pingtan-zone/2014")).status()).toBe(404);

      await page.goto(`${server.address}/en/desk`);
      await signIn(page, "lin", password);
      await page.getByLabel("Name of a new batch").fill("Forty files");
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await page.locator("input[name=file]").setInputFiles(FORTY);
      await page.getByRole("button", { name: "Upload" }).click();
      const batch = page.url().split("?")[0] ?? "";
      // Whatever became of it is told on the page, in whatever state it is asked for.
      if (javaScriptEnabled)
        await expect(page.getByRole("button", { name: "Publish" })).toBeVisible({ timeout: 200_000 });
      else
        await expect(async () => {
          await page.goto(batch);
          await expect(page.getByRole("button", { name: "Publish" })).toBeVisible({ timeout: 100 });
        }).toPass({ timeout: 200_000 });
      await expect(page.locator("section[aria-labelledby=files] > p").first()).toContainText("40 read");
      expect((await visit("/en/agencies/pingtan-zone/2014")).status()).toBe(404);

      await page.getByLabel("Name of the release (public)").fill("Pingtan, Huaian");
      await page.getByLabel("Yes, make this batch public").check();
      await page.getByRole("button", { name: "Publish" }).click();
      await expect(page.getByRole("main").getByRole("status").first()).toContainText("Released.");

      expect((await visit("/en/agencies/pingtan-zone/2014")).status()).toBe(200);
      await page.goto(`${server.address}/en/method#releases`);
      await page.getByRole("link", { name: "Release 1: Pingtan, Huaian" }).click();
      const reports = page.getByRole("table", { name: "Reports of this release" });
      await expect(reports.locator("tbody tr")).toHaveCount(40);
      const { rows } = await (await visit("/en/releases/data.json?release=1")).json();
      expect(rows.filter(({ change }: { change: string }) => !change.startsWith("check-"))).toHaveLength(40);
      const feed = await visit("/en/releases/feed.atom");
      expect(feed.headers()["content-type"]).toBe("application/atom+xml; charset=utf-8");
      expect(await feed.text()).toContain("<title>Release 1: Pingtan, Huaian</title>");
      if (!javaScriptEnabled) return;
      for (const path of ["/releases", "/en/releases/1", "/method"]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(`${server.address}${path}`);
        await expectAccessible(page);
        await expectToFitTelephone(page);
      }
    });
  });
}
