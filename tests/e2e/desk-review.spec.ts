import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { enter, MISREAD, publishReport, releaseDecisions, told } from "./desk-report.ts";
import { type DeskServer, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

let server: DeskServer;
let passwords: readonly [lin: string, chen: string];

test.beforeAll(async () => {
  server = await startDeskServer();
  passwords = [server.addUser("lin"), server.addUser("chen", "--role", "editor")];
});
test.afterAll(() => server.close());

async function correct(page: Page, amount: string): Promise<void> {
  await page.getByText("Correct a cell", { exact: true }).click();
  const cells = page.locator("select[name=cell]");
  const cell = cells.locator("option", { hasText: /本年新收政府信息公开申请数量 · .*自然人/ });
  await cells.selectOption((await cell.first().getAttribute("value")) ?? "");
  await page.getByLabel("New number").fill(amount);
  await page.getByLabel("Why", { exact: true }).fill("misread");
  await page.getByLabel("Evidence", { exact: true }).fill("table 2 of the original");
  await page.getByRole("button", { name: "Propose the correction" }).click();
}

test("a report whose sums fail waits for review beside its original", async ({ page }) => {
  await publishReport(server, page, { name: "lin", password: passwords[0], html: MISREAD });
  await page.getByRole("link", { name: "Review", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Reports to review (1)" })).toBeVisible();
  await page.locator("tbody a").first().click();
  await expect(
    page.frameLocator("iframe[name=original]").getByText("本年新收政府信息公开申请数量").first(),
  ).toBeVisible();
});

test("of two editors on one cell the second sees the first's change", async ({ browser }) => {
  const [first, second] = await Promise.all([browser.newPage(), browser.newPage()]);
  await enter(server, first, "lin", passwords[0], "/en/desk/review/1");
  await enter(server, second, "chen", passwords[1], "/en/desk/review/1");
  await correct(first, "80");
  await expect(told(first)).toContainText("The correction is entered");
  await correct(second, "81");
  await expect(told(second)).toContainText("Somebody changed this while you were filling it in.");
  await expect(second.locator("section[aria-labelledby=corrections]")).toContainText("was 30, is 80");
  await Promise.all([first.close(), second.close()]);
});

test("a correction is public with the next release, and says so", async ({ page, request }) => {
  const report = `${server.address}/en/agencies/pingtan-zone/2023`;
  const value = async () => {
    const { rows } = await (await request.get(`${report}/data.json`)).json();
    const found = rows.find(
      (row: Record<string, unknown>) =>
        row.indicator === "requests-received" && row.member === "natural-person",
    );
    return found?.value ?? found?.amount;
  };
  expect(await value()).toBe(30);
  await enter(server, page, "lin", passwords[0], "/en/desk/review");
  await releaseDecisions(page, `${server.address}/en/desk/review`);
  expect(await value()).toBe(80);
  await expect(page.getByText("Nothing waits for review.")).toBeVisible();
  await page.goto(report);
  await expect(page.locator("section[aria-labelledby=corrections]")).toContainText(
    "read as 30, corrected to 80",
  );
  await page.getByRole("link", { name: "Release 2", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("1 reports corrected");
});

test("a verdict is entered without scripts, and is told", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await enter(server, page, "chen", passwords[1], "/en/desk/review/1");
  await page.getByRole("button", { name: "Enter and go to the next" }).click();
  await expect(told(page)).toContainText("Nothing else waits for review.");
  await page.goto(`${server.address}/en/desk/review/1`);
  await page.getByText("Verdicts so far").click();
  await expect(page.getByText(/chen: as in the original \(version 2\)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await context.close();
});

test("the pages of the review are accessible and fit a telephone", async ({ page }) => {
  await enter(server, page, "lin", passwords[0], "/desk/review");
  for (const path of [
    "/desk/review",
    "/en/desk/review",
    "/desk/review/1",
    "/en/desk/review/1",
    "/en/agencies/pingtan-zone/2023",
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
