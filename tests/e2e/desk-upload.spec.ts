import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { type DeskServer, signIn, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

const SEED = "db/seed/reports";
/** Calls its agency 市总工会, wherever that is. */
const RELATIVE = readFileSync(`${SEED}/yuyao-trade-union-2019.txt`, "utf8").replaceAll(
  "余姚市总工会",
  "市总工会",
);
const FILES = [
  { name: "2014.html", mimeType: "text/html", buffer: readFileSync(`${SEED}/pingtan-zone-2014.html`) },
  { name: "2012.pdf", mimeType: "application/pdf", buffer: readFileSync(`${SEED}/pingtan-county-2012.pdf`) },
  { name: "2019.txt", mimeType: "text/plain", buffer: Buffer.from(RELATIVE) },
  { name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("no report") },
];

let server: DeskServer;
let password: string;

test.beforeAll(async () => {
  server = await startDeskServer();
  password = server.addUser("lin");
});
test.afterAll(() => server.close());

async function openBatch(page: Page, name: string): Promise<void> {
  await page.goto(`${server.address}/en/desk`);
  await signIn(page, "lin", password);
  await page.getByLabel("Name of a new batch").fill(name);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

const fileOf = (page: Page, name: string) =>
  page
    .locator("section[aria-labelledby=files] li")
    .filter({ has: page.getByRole("heading", { name: new RegExp(`^${name}`) }) });

/** Reloads until nothing waits to be read, as somebody without scripts would. */
async function waitUntilRead(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: "Refresh" })).toHaveCount(0, { timeout: 100 });
  }).toPass({ timeout: 120_000 });
}

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("files are uploaded, read, decided upon and withdrawn; the public sees none of it", async ({
      page,
    }) => {
      await openBatch(page, javaScriptEnabled ? "sent one by one" : "sent together");
      await page.locator("input[name=file]").setInputFiles(FILES);
      await page.getByRole("button", { name: "Upload" }).click();
      // With scripts the page shows by itself what became of the files, when all are read.
      const listed = page.locator("section[aria-labelledby=files] > ol > li");
      if (javaScriptEnabled) await expect(listed).toHaveCount(4, { timeout: 60_000 });
      else await expect(listed).toHaveCount(4);
      await waitUntilRead(page);

      await expect(fileOf(page, "2014.html")).toContainText("Publishing adds a report.");
      await expect(fileOf(page, "letter.txt").getByText("not read", { exact: true })).toBeVisible();
      const unclear = fileOf(page, "2019.txt");
      await expect(unclear.getByText("identity uncertain")).toBeVisible();
      await unclear.getByLabel("Agency (id or full name)").fill("余姚市总工会");
      await unclear.getByRole("button", { name: "Decide" }).click();
      await expect(page.getByRole("main").getByRole("status").first()).toHaveText(
        "It is decided whose report this is.",
      );
      await expect(fileOf(page, "2019.txt").getByText("余姚市总工会").first()).toBeVisible();

      const coverage = await (await page.request.get(`${server.address}/en/coverage/data.json`)).json();
      expect(JSON.stringify(coverage)).not.toContain('"held"');
      expect((await page.request.get(`${server.address}/agencies/pingtan-zone/2014`)).status()).toBe(404);

      await page.getByLabel("Yes, withdraw the whole batch").check();
      await page.getByRole("button", { name: "Withdraw" }).click();
      await expect(page.getByRole("main").getByRole("status").first()).toContainText(
        "The whole batch was withdrawn.",
      );
      await expect(page.getByRole("button", { name: "Upload" })).toHaveCount(0);
    });
  });
}

test("files are dropped onto the form", async ({ page }) => {
  await openBatch(page, "dropped");
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
    return data;
  }, RELATIVE);
  await page.locator("form[enctype]").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(fileOf(page, "dropped.txt").getByText("identity uncertain")).toBeVisible({ timeout: 60_000 });
});

test("a session that ends in the middle loses no file", async ({ page, context }) => {
  await openBatch(page, "interrupted");
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.locator("input[name=file]").setInputFiles(FILES.slice(0, 2));
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("session ended, still waiting")).toHaveCount(1);
  await context.addCookies(cookies);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("section[aria-labelledby=files] > ol > li")).toHaveCount(2, { timeout: 60_000 });
  await waitUntilRead(page);
  await expect(fileOf(page, "2014.html")).toContainText("cells read");
  await expect(fileOf(page, "2012.pdf")).toBeVisible();
});

test("a server that is killed while it reads goes on where it was", async ({ page }) => {
  await openBatch(page, "killed");
  const many = Array.from({ length: 12 }, (_, at) => ({
    ...{ name: `${at}.html`, mimeType: "text/html" },
    buffer: Buffer.concat([readFileSync(`${SEED}/pingtan-zone-2014.html`), Buffer.from(`<!-- ${at} -->`)]),
  }));
  await page.locator("input[name=file]").setInputFiles(many);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("received", { exact: true })).toHaveCount(12);
  await server.kill();
  await server.restart();
  await waitUntilRead(page);
  await expect(
    page.locator("section[aria-labelledby=files]").getByText("Publishing adds a report."),
  ).toHaveCount(12);
});

/** A batch with a report of which it is not certain whose it is. */
async function openDoubt(page: Page): Promise<void> {
  await page.goto(`${server.address}/en/desk`);
  await page.getByLabel("Name of a new batch").fill("unclear");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.locator("input[name=file]").setInputFiles(FILES.slice(2));
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(fileOf(page, "2019.txt").getByText("identity uncertain")).toBeVisible({ timeout: 60_000 });
}

test("the pages of batches are accessible and fit a telephone", async ({ page }) => {
  await page.goto(`${server.address}/desk/batches/1`);
  await signIn(page, "lin", password);
  await expect(page).toHaveURL(/\/desk\/batches\/1$/);
  await openDoubt(page);
  for (const path of [
    "/desk",
    page.url().slice(server.address.length).split("?")[0] ?? "",
    "/en/desk/batches/1",
    "/desk/batches/5",
    "/en/desk/batches/5",
  ]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.address}${path}`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await expectAccessible(page);
    await expectToFitTelephone(page);
  }
});
