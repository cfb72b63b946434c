import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { type DeskServer, signIn, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

/** As if the total of new requests, 81, had been read as 61. */
const MISREAD = readFileSync("db/seed/reports/pingtan-zone-2023.html", "utf8").replace(
  /(本年新收政府信息公开申请数量<\/td>(?:<td>\d+<\/td>){6}<td>)81/,
  "$161",
);
const FILES = [
  { name: "2023.html", mimeType: "text/html", buffer: Buffer.from(MISREAD) },
  {
    name: "2022.html",
    mimeType: "text/html",
    buffer: readFileSync("db/seed/reports/pingtan-zone-2022.html"),
  },
];
const VIEW = "agencies=pingtan-zone&indicator=requests-received&years=2022-2023&chart=line";

let server: DeskServer;
let password: string;
/** What the first release offered before anything was released after it. */
const offered: Record<string, Buffer> = {};
const LASTING = [
  `/en/compare/data.csv?${VIEW}&release=1`,
  "/en/agencies/pingtan-zone/2023/data.csv?release=1",
  "/releases/1/2022.zip",
  "/en/releases/1/2023.zip",
  "/en/releases/1/SHA256SUMS",
];

test.beforeAll(async () => {
  server = await startDeskServer();
  password = server.addUser("lin");
});
test.afterAll(() => server.close());

const told = (page: Page) => page.getByRole("main").getByRole("status").first();

async function enter(page: Page, path: string): Promise<void> {
  await page.goto(`${server.address}${path}`);
  await signIn(page, "lin", password);
}

async function fetchBytes(path: string): Promise<Buffer> {
  const answer = await fetch(`${server.address}${path}`);
  expect(answer.status, path).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

test("a release is offered under each figure as its lasting address", async ({ page }) => {
  await enter(page, "/en/desk");
  await page.getByLabel("Name of a new batch").fill("2023");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.locator("input[name=file]").setInputFiles(FILES);
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByLabel("Yes, make this batch public").check({ timeout: 60_000 });
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(told(page)).toContainText("Released.");
  for (const path of LASTING) offered[path] = await fetchBytes(path);
  await page.goto(`${server.address}/en/compare?${VIEW}`);
  expect(await page.getByLabel("Frozen address").inputValue()).toBe(
    `${server.address}/en/compare?${VIEW}&release=1`,
  );
  await expect(page.locator("#values")).toContainText("61");
  await page.goto(`${server.address}/en/compare?${VIEW}&release=1`);
  await expect(told(page)).toContainText("No report of this view has changed since");
});

test("it still shows the figure of then after a correction, says so, and every file is as it was", async ({
  page,
}) => {
  await enter(page, "/en/desk/review");
  await page.locator("tbody a", { hasText: "2023" }).first().click();
  await page.getByText("Correct a cell", { exact: true }).click();
  const cells = page.locator("select[name=cell]");
  const cell = cells.locator("option", { hasText: /本年新收政府信息公开申请数量 · 总计/ });
  await cells.selectOption((await cell.first().getAttribute("value")) ?? "");
  await page.getByLabel("New number").fill("81");
  await page.getByLabel("Why", { exact: true }).fill("misread");
  await page.getByLabel("Evidence", { exact: true }).fill("table 2 of the original");
  await page.getByRole("button", { name: "Propose the correction" }).click();
  await expect(told(page)).toContainText("The correction is entered");
  await page.goto(`${server.address}/en/desk/review`);
  await page.getByLabel("Yes, make this public").check();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(told(page)).toContainText("Released.");

  await page.goto(`${server.address}/en/compare?${VIEW}`);
  await expect(page.locator("#values")).toContainText("81");
  await page.goto(`${server.address}/en/compare?${VIEW}&release=1`);
  await expect(page.locator("#values")).toContainText("61");
  await expect(page.locator("#values")).not.toContainText("81");
  await expect(told(page)).toContainText("You see the figures of release 1");
  await expect(told(page)).toContainText("one report of this view has changed since");
  for (const path of LASTING) expect(await fetchBytes(path), path).toEqual(offered[path]);
  expect(await fetchBytes("/en/releases/2/2023.zip")).not.toEqual(offered["/en/releases/1/2023.zip"]);
  // Nothing of 2022 changed: one file for both.
  expect(await fetchBytes("/releases/2/2022.zip")).toEqual(offered["/releases/1/2022.zip"]);
});

test("from the old figure one comes to the report of then, what changed, and the newest figure", async ({
  page,
}) => {
  await page.goto(`${server.address}/en/compare?${VIEW}&release=1`);
  await page.locator("#values").getByRole("link", { name: "61" }).click();
  await expect(page).toHaveURL(/\/agencies\/pingtan-zone\/2023\?.*release=1/);
  await expect(told(page)).toContainText("You see the figures of release 1");
  await page.getByText("Reports changed since").click();
  await page.getByRole("link", { name: /version 1 then, version 2 now/ }).click();
  await expect(page.getByRole("main")).toContainText("81");
  await page.goto(`${server.address}/en/compare?${VIEW}&release=1`);
  await page.getByRole("link", { name: "Show the newest figures" }).click();
  await expect(page.locator("#values")).toContainText("81");
  await page.goto(`${server.address}/en/compare?${VIEW}&release=1`);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page).toHaveURL(/release=1/);
});

test("the API, the frame and the drawing of the release show its figures", async () => {
  const api = await fetchBytes(
    "/api/v1/series?agencies=pingtan-zone&indicators=requests-received&years=2023&release=1",
  );
  expect(JSON.parse(api.toString()).items[0].amount).toBe(61);
  const frame = (await fetchBytes(`/en/embed/compare?${VIEW}&release=1`)).toString();
  expect(frame).toContain("You see the figures of release 1");
  const svg = (await fetchBytes(`/en/compare/chart.svg?${VIEW}&release=1`)).toString();
  expect(svg).toContain("release 1");
  expect((await fetch(`${server.address}/en/compare/data.csv?${VIEW}&release=7`)).status).toBe(404);
});

test("the second release says which checks changed, and both list their files", async ({ page }) => {
  await page.goto(`${server.address}/en/releases/2`);
  const changed = page.locator("section[aria-labelledby=checks] tbody tr");
  await expect(changed.filter({ hasText: "2023" }).first()).toContainText("passed");
  const { rows } = JSON.parse((await fetchBytes("/en/releases/data.json?release=2")).toString());
  const verdicts = rows.filter((row: { change: string }) => row.change === "check-verdict");
  expect(verdicts).toHaveLength(await changed.count());
  const feed = (await fetchBytes("/en/releases/feed.atom")).toString();
  expect(feed).toContain(`${verdicts.length} verdicts of checks changed`);
  const files = page.locator("section[aria-labelledby=files]");
  await expect(files.locator("tbody tr", { hasText: "2022" })).toContainText("release 1");
  await expect(files.locator("tbody tr", { hasText: "2023" })).toContainText("release 2");
  await expect(files.locator("code").first()).toHaveText(/^[0-9a-f]{64}$/);
});

test("pages of a release are accessible and fit a telephone", async ({ page }) => {
  for (const path of [
    `/compare?${VIEW}&release=1`,
    `/en/compare?${VIEW}&release=1`,
    "/en/agencies/pingtan-zone/2023?release=1",
    "/rank?indicator=requests-received&year=2023&release=1",
    "/en/indicators/requests-received?release=1",
    "/releases/2",
    "/en/releases/2",
    "/data",
  ]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.address}${path}`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
    });
    await expectAccessible(page);
    await expectToFitTelephone(page);
  }
});
