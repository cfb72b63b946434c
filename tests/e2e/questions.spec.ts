import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { enter, MISREAD, publishReport, releaseDecisions, told } from "./desk-report.ts";
import { type DeskServer, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

const REPORT = "/en/agencies/pingtan-zone/2023";
const WORDS = "Page 4 of the original prints 80 here";
const CONTACT = "reader 555 0100";

let server: DeskServer;
let passwords: readonly [lin: string, chen: string];

test.beforeAll(async ({ browser }) => {
  server = await startDeskServer();
  passwords = [server.addUser("lin"), server.addUser("chen", "--role", "editor")];
  const page = await browser.newPage();
  await publishReport(server, page, { name: "lin", password: passwords[0], html: MISREAD });
  await page.close();
});
test.afterAll(() => server.close());

const everything = async (page: Page, path: string) =>
  (await page.request.get(`${server.address}${path}`)).text();

test("a reader questions a number without an account, without scripts, and may take his time", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.address}${REPORT}`);
  await page.getByRole("link", { name: "Doubt a number?" }).click();
  await page.locator("td a.form-choose", { hasText: /^30$/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Question a number");
  await expect(page.getByRole("main")).toContainText("Requests newly received · Natural persons");
  await page.getByLabel("differs from the original").check();
  await page.getByLabel("Please explain").fill(WORDS);
  await page.getByLabel("Contact").fill(CONTACT);
  // A program is as fast as this; what was typed is there again.
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.locator(".note[role=alert]")).toContainText("That was very fast.");
  await expect(page.getByLabel("Please explain")).toHaveValue(WORDS);
  await expect(page.getByLabel("Contact")).toHaveValue(CONTACT);
  await expect(page.getByLabel("differs from the original")).toBeChecked();
  await page.waitForTimeout(3_500);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page).toHaveURL(`${server.address}/en/questions/1?sent=yes`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Question No. 1");
  await expect(told(page)).toContainText("Received, thank you.");
  for (const path of ["/questions/1", "/questions", "/questions/data.csv", `${REPORT}/data.json`, REPORT])
    expect(await everything(page, path)).not.toMatch(new RegExp(`${WORDS}|${CONTACT}`));
  await context.close();
});

test("beside a number that is pointed at, or has the keyboard, a way leads to the form", async ({ page }) => {
  await page.goto(`${server.address}${REPORT}`);
  const cell = page.locator("td", { has: page.locator("a[target=original]", { hasText: /^81$/ }) }).first();
  await expect(cell.locator("a.form-ask")).toBeHidden();
  await cell.locator("a[target=original]").focus();
  await expect(cell.locator("a.form-ask")).toBeVisible();
  await page.locator("h1").click();
  await cell.hover();
  await cell.locator("a.form-ask").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Question a number");
});

test("links, and forms of other sites, are not taken", async ({ page, request }) => {
  await page.goto(`${server.address}${REPORT}?doubt=yes`);
  await page.locator("td a.form-choose", { hasText: /^81$/ }).first().click();
  await page.getByLabel("other").check();
  await page.getByLabel("Please explain").fill("buy at https://evil.test");
  const form = Object.fromEntries(
    await page
      .locator("form[method=post] input[type=hidden]")
      .evaluateAll((inputs) =>
        inputs.map((one) => [(one as HTMLInputElement).name, (one as HTMLInputElement).value]),
      ),
  );
  await page.waitForTimeout(3_500);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.locator(".note[role=alert]")).toContainText("Web addresses are not taken.");
  const answer = await request.post(`${server.address}/en/questions/ask`, {
    form: { ...form, kind: "other", words: "well meant" },
    headers: { origin: "http://evil.test" },
  });
  expect(answer.status()).toBe(403);
  expect((await request.get(`${server.address}/questions/2`)).status()).toBe(404);
});

test("the state stands at the cell, below the report and in its file", async ({ page }) => {
  await page.goto(`${server.address}${REPORT}`);
  await expect(page.locator("a.form-asked")).toHaveAttribute("title", "1 questions: received");
  await expect(page.locator("section[aria-labelledby=questions]")).toContainText(
    "No. 1 Requests newly received · Natural persons: differs from the original received",
  );
  const { questions } = JSON.parse(await everything(page, `${REPORT}/data.json`));
  expect(questions).toMatchObject([{ number: 1, state: "received", member: "natural-person" }]);
});

test("the list has its files, which say what the page says", async ({ page }) => {
  await page.goto(`${server.address}/en/questions?state=received`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  for (const kind of ["csv", "xlsx", "json"]) {
    const link = page.getByRole("link", { name: kind.toUpperCase(), exact: true });
    const answer = await page.request.get(`${server.address}${await link.getAttribute("href")}`);
    expect(answer.status()).toBe(200);
  }
  const { rows } = JSON.parse(await everything(page, "/en/questions/data.json?state=received"));
  expect(rows).toMatchObject([{ question: 1, state: "received", shown_amount: 30, words: null }]);
  expect(JSON.parse(await everything(page, "/en/questions/data.json?state=corrected")).rows).toEqual([]);
  expect((await page.request.get(`${server.address}/en/questions/data.csv?state=x`)).status()).toBe(400);
});

test("an editor takes it up from the queue, and lets everybody read it", async ({ page }) => {
  await enter(server, page, "chen", passwords[1], "/en/desk/review");
  await expect(page.locator("tbody")).toContainText("1 questions of readers");
  await page.locator("tbody a").first().click();
  await expect(page.locator("#question-1")).toContainText(CONTACT);
  await page.getByRole("button", { name: "Take it up" }).click();
  await expect(told(page)).toContainText("being looked at");
  const text = await everything(page, "/en/questions/1");
  expect(text).toContain(WORDS);
  expect(text).not.toContain(CONTACT);
});

test("a correction made from it answers it with its release", async ({ page }) => {
  await enter(server, page, "lin", passwords[0], "/en/desk/review/1");
  await page.locator("#question-1").getByRole("link", { name: "Correct this cell" }).click();
  await expect(page.getByText("This correction answers question No. 1")).toBeVisible();
  await page.getByLabel("New number").fill("80");
  await page.getByLabel("Why", { exact: true }).fill("misread");
  await page.getByLabel("Evidence", { exact: true }).fill("table 2 of the original");
  await page.getByRole("button", { name: "Propose the correction" }).click();
  await expect(told(page)).toContainText("the question is answered once it is released");
  const before = await everything(page, "/en/questions/1");
  expect(before).toContain("being looked at");
  expect(before).not.toContain("corrected");
  await releaseDecisions(page, `${server.address}/en/desk/review`);
  await page.goto(`${server.address}/en/questions/1`);
  await expect(page.getByRole("main")).toContainText("a release corrected it");
  await page.getByRole("link", { name: "Release 2" }).click();
  await expect(page.getByRole("main")).toContainText("1 reports corrected");
  await page.goto(`${server.address}/en/desk/review/1`);
  await expect(page.locator("#question-1")).not.toContainText(CONTACT);
  await page.goto(`${server.address}/en/desk/audit`);
  await expect(page.locator("table")).toContainText("question taken up");
  await expect(page.locator("table")).toContainText("Question: 1");
});

test("pages of questions are accessible and fit a telephone, in both languages", async ({ page }) => {
  await page.goto(`${server.address}${REPORT}?doubt=yes`);
  const ask = new URL(
    (await page.locator("td a.form-choose").first().getAttribute("href")) ?? "",
    server.address,
  );
  const form = `${ask.pathname.replace(/^\/en/, "")}${ask.search}`;
  for (const path of ["/questions", "/questions/1?sent=yes", form, "/agencies/pingtan-zone/2023?doubt=yes"])
    for (const prefix of ["", "/en"]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${server.address}${prefix}${path}`);
      await expectAccessible(page);
      await expectToFitTelephone(page);
    }
});
