import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone, WCAG } from "./accessibility.ts";

const REPORTS = ["/agencies/suqian-city/2024", "/agencies/yuyao-trade-union/2019"];

for (const report of REPORTS) {
  test(`the file behind ${report} is described, shown and handed out unchanged`, async ({
    page,
    request,
  }) => {
    await page.goto(report);
    await page.locator("header dl a[href*='/documents/']").click();
    const sha256 = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await expect(page.locator("dd.hash")).toHaveText(sha256);
    await expect(page.locator(`a[href^='${report}']`)).toBeVisible();

    const answer = await request.get(`/documents/${sha256}/original`);
    const digest = createHash("sha256")
      .update(await answer.body())
      .digest("hex");
    expect(digest).toBe(sha256);
    expect(answer.headers()["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
    expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers()["content-disposition"]).toMatch(/^(?:inline|attachment); .*filename\*=UTF-8''/);
  });

  for (const prefix of ["", "/en"]) {
    test(`the page and the view of the file behind ${prefix}${report} are accessible`, async ({
      page,
      request,
    }) => {
      test.slow();
      await page.goto(`${prefix}${report}`);
      await page.locator("header dl a[href*='/documents/']").click();
      await page.waitForURL(/\/documents\//);
      await expectAccessible(page);
      await expectToFitTelephone(page);
      // Axe is a script, and the view runs none: its markup is judged on a page of ours.
      const view = await request.get((await page.locator("main iframe").getAttribute("src")) ?? "");
      await page.goto("about:blank");
      await page.setContent(await view.text());
      await expectAccessible(page, WCAG);
    });
  }
}

for (const sha256 of ["0".repeat(64), "no-hash"]) {
  test(`the document ${sha256} is not found`, async ({ page, request }) => {
    expect((await page.goto(`/documents/${sha256}`))?.status()).toBe(404);
    for (const form of ["original", "view"]) {
      expect((await request.get(`/documents/${sha256}/${form}`)).status()).toBe(404);
    }
  });
}
