import { expect, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { enter, MISREAD, publishReport, releaseDecisions, told } from "./desk-report.ts";
import { type DeskServer, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

const WORDS = "Two requests were joined into one";
const PUBLIC = [
  "/en/agencies/pingtan-zone/2023",
  "/en/quality?verdict=explained",
  "/en/quality/data.csv",
  "/en/agencies/pingtan-zone/notice?year=2023",
  "/api/v1/findings?agency=pingtan-zone",
  "/en/agencies/pingtan-zone/2023/data.json",
];

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

test("an editor attaches what the agency says, without scripts; nobody sees it before a release", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await enter(server, page, "chen", passwords[1], "/en/desk/review/1");
  const failure = page.locator("section[aria-labelledby=explanations] > ul > li").first();
  await failure.getByText("Attach an explanation").click();
  await failure.getByLabel("What the agency says").fill(WORDS);
  await failure.getByLabel("Said by").fill("Office of the committee");
  await failure.getByRole("textbox", { name: "Source" }).fill("Letter 12 of 2024");
  await failure.getByLabel("Date of the explanation").fill("2024-03-05");
  await failure.getByRole("button", { name: "Enter the explanation" }).click();
  await expect(told(page)).toContainText("The explanation is entered");
  await expect(failure).toContainText("to be released");
  for (const path of PUBLIC)
    expect(
      await (await page.request.get(`${server.address}${path}`, { headers: { cookie: "" } })).text(),
    ).not.toContain(WORDS);
  await context.close();
});

test("with the release it stands beside the failure, with who said it, when and where", async ({ page }) => {
  await enter(server, page, "lin", passwords[0], "/en/desk/review");
  await expect(page.getByText("1 explanations")).toBeVisible();
  await releaseDecisions(page, `${server.address}/en/desk/review`);
  for (const path of PUBLIC)
    expect(await (await page.request.get(`${server.address}${path}`)).text(), path).toContain(WORDS);
  await page.goto(`${server.address}${PUBLIC[0]}`);
  await expect(page.getByRole("main")).toContainText(
    `${WORDS} (Office of the committee, 5 March 2024; Letter 12 of 2024)`,
  );
  await page.goto(`${server.address}/en/releases/2`);
  await expect(page.getByRole("main")).toContainText("1 with explanations");
  await page.goto(`${server.address}/en/desk/audit`);
  await expect(page.locator("table")).toContainText("Given by: Office of the committee");
});

test("it is changed, taken back and used again, each by a release, and all of it is on record", async ({
  page,
}) => {
  await enter(server, page, "lin", passwords[0], "/en/desk/review/1");
  const failure = page.locator("section[aria-labelledby=explanations] > ul > li").first();
  await failure.getByRole("button", { name: "Take the explanation back" }).click();
  await expect(told(page)).toContainText("stays public until that is released");
  const quality = () =>
    page.request.get(`${server.address}/en/quality/data.csv`).then((answer) => answer.text());
  expect(await quality()).toContain(WORDS);
  await releaseDecisions(page, `${server.address}/en/desk/review`);
  expect(await quality()).not.toContain(WORDS);
  await page.goto(`${server.address}/en/desk/review/1`);
  await failure.getByRole("button", { name: "Use this again" }).click();
  await releaseDecisions(page, `${server.address}/en/desk/review`);
  expect(await quality()).toContain(WORDS);
});

test("the form is accessible and fits a telephone, in both languages", async ({ page }) => {
  await enter(server, page, "lin", passwords[0], "/desk/review/1");
  for (const path of ["/desk/review/1", "/en/desk/review/1"]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.address}${path}`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await expectAccessible(page);
    await expectToFitTelephone(page);
  }
});
