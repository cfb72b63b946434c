import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { enter, MISREAD, publishReport, told } from "./desk-report.ts";
import { type DeskServer, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

let server: DeskServer;
let password: string;

test.beforeAll(async ({ browser }) => {
  server = await startDeskServer();
  password = server.addUser("lin");
  const page = await browser.newPage();
  await publishReport(server, page, { name: "lin", password, html: MISREAD });
  await page.close();
});
test.afterAll(() => server.close());

const said = (page: Page) => page.locator("section[aria-label=Keyboard] [role=status]");
const review = "/en/desk/review/1";

test("cells are gone through by keys alone: marked in the original and the form, told, decided, corrected", async ({
  page,
}) => {
  await enter(server, page, "lin", password, review);
  await expect(said(page)).toContainText("Press j");
  await page.waitForLoadState("networkidle");
  const cells = await page.locator("[data-look]").count();
  expect(cells).toBeGreaterThan(2);
  await page.keyboard.press("j");
  await expect(said(page)).toContainText(`Cell 1 of ${cells}. `);
  const marked = page.locator("td[data-current]");
  await expect(marked).toHaveCount(1);
  await expect(marked).toBeFocused();
  await expect(marked).toBeInViewport();
  const frame = page.frameLocator("iframe[name=original]");
  const first = await page.locator("[data-look] [data-original]").first().getAttribute("href");
  await expect(frame.locator(`#${first?.split("#")[1]}`)).toBeInViewport();
  await expect(page.locator("[data-look][aria-current=true]")).toHaveCount(1);
  // Arrows go on from the cell, k goes back.
  await page.keyboard.press("ArrowDown");
  await expect(said(page)).toContainText(`Cell 2 of ${cells}. `);
  await page.keyboard.press("k");
  await expect(said(page)).toContainText(`Cell 1 of ${cells}. `);
  await page.keyboard.press("u");
  await expect(said(page)).toContainText("This cell was read");

  await page.keyboard.press("c");
  const amount = page.locator("#correct input[name=amount]");
  await expect(amount).toBeFocused();
  await expect(page.locator("#correct select[name=cell] option:checked")).toContainText("now 30");
  // In a field keys are letters.
  await page.keyboard.type("80");
  await page.keyboard.press("Tab");
  await page.keyboard.type("jackal misread it");
  await page.keyboard.press("Tab");
  await page.keyboard.type("table 2 of the original");
  await page.keyboard.press("Enter");
  await expect(told(page)).toContainText("The correction is entered");
  await expect(said(page)).toContainText(`Cell 2 of ${cells}. `);

  for (let n = 2; n < cells; n++) {
    await page.keyboard.press("a");
    await expect(said(page)).toContainText(`Cell ${n + 1} of ${cells}. `);
  }
  await page.keyboard.press("a");
  await expect(told(page)).toContainText("Every cell is decided.");
  await expect(said(page)).toContainText("verdict on the whole report");
  await page.keyboard.press("a");
  await expect(told(page)).toContainText("Nothing else waits for review.");
});

test("? lists the keys, single keys can be turned off, and n leads on", async ({ page }) => {
  await enter(server, page, "lin", password, review);
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(dialog).toContainText("leave unread", { timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await dialog.getByLabel("Single-key shortcuts").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("j");
  await expect(said(page)).toContainText("Press j");
  await page.reload();
  await page.keyboard.press("j");
  await expect(said(page)).toContainText("Press j");
  // The buttons do the same without a key.
  await page.getByRole("button", { name: "next cell" }).press("Enter");
  await expect(said(page)).toContainText("Cell 1 of");
  await page.getByRole("button", { name: "Keys (?)" }).press("Enter");
  await dialog.getByLabel("Single-key shortcuts").press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/en\/desk\/review\?done=nothing-else$/);
});

test("the same is done without scripts, cell by cell", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await enter(server, page, "lin", password, review);
  await page.locator("[data-look] > a").nth(1).click();
  await expect(page.locator("td[data-current]")).toHaveCount(1);
  await expect(page.locator("[data-look][aria-current=true]")).toHaveCount(1);
  await expect(page.locator("iframe[name=original]")).toHaveAttribute("src", /#cell-\d+-\d+-\d+$/);
  await page.locator("[data-look]").nth(1).getByRole("button").click();
  await expect(told(page)).toContainText(/Every cell is decided|this is the next/);
  await page.getByRole("link", { name: "Next report to review" }).press("Enter");
  await expect(told(page)).toContainText("Nothing else waits");
  await context.close();
});
