import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { type DeskServer, signIn } from "./desk-server.ts";

/** As if 80 had been read as 30: natural persons and legal persons do not add up any more. */
export const MISREAD = readFileSync("db/seed/reports/pingtan-zone-2023.html", "utf8").replace(
  /(本年新收政府信息公开申请数量<\/td><td>)80/,
  "$130",
);

export const told = (page: Page) => page.getByRole("main").getByRole("status").first();

export async function enter(server: DeskServer, page: Page, name: string, password: string, path: string) {
  await page.goto(`${server.address}${path}`);
  await signIn(page, name, password);
}

/** Uploads one report and publishes it. */
export async function publishReport(
  server: DeskServer,
  page: Page,
  { name, password, html }: { readonly name: string; readonly password: string; readonly html: string },
): Promise<void> {
  await enter(server, page, name, password, "/en/desk");
  await page.getByLabel("Name of a new batch").fill("2023");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  const file = { name: "2023.html", mimeType: "text/html", buffer: Buffer.from(html) };
  await page.locator("input[name=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByLabel("Yes, make this batch public").check({ timeout: 60_000 });
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(told(page)).toContainText("Released.");
}

/** Releases what was decided in the review. */
export async function releaseDecisions(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Yes, make this public").check();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(told(page)).toContainText("Released.");
}
