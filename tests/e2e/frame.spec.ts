import { expect, test } from "@playwright/test";
import frameEn from "../../app/_messages/en/frame.json" with { type: "json" };
import frameZh from "../../app/_messages/zh/frame.json" with { type: "json" };

test.describe("the frame", () => {
  test("each address has one language, and the prefix of Chinese leads to the address without", async ({
    page,
  }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await page.goto("/en");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.goto("/zh/compare?rate=disclosure-rate");
    expect(new URL(page.url()).pathname).toBe("/compare");
    expect(new URL(page.url()).search).toBe("?rate=disclosure-rate");
  });

  test("the other language opens the same view", async ({ page }) => {
    await page.goto("/compare?agencies=suqian-city&rate=disclosure-rate&years=2023-2024&chart=bar");
    await page.getByRole("link", { name: "English" }).click();
    const { pathname, search } = new URL(page.url());
    expect(pathname + search).toBe(
      "/en/compare?agencies=suqian-city&rate=disclosure-rate&years=2023-2024&chart=bar",
    );
  });

  test("the first key leads past the navigation", async ({ page }) => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    await expect(page.locator(".skip")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("combobox", { name: "查找机关" })).toBeFocused();
  });

  test("the footer says the version of the data", async ({ page }) => {
    await page.goto("/en");
    await expect(page.getByRole("contentinfo")).toContainText(/Data version \d+ · updated \d+ \w+ \d{4}/);
  });

  test("an address that names no page is answered with 404 and a way on, without scripts", async ({
    browser,
  }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    const answer = await page.goto("/en/no/such/page");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("link", { name: "Find an agency" })).toHaveAttribute("href", "/en/agencies");
    await page.close();
  });

  for (const path of [
    "/agencies/nobody",
    "/agencies/pingtan-zone/1999",
    "/indicators/nothing",
    `/documents/${"0".repeat(64)}`,
    "/no/such/page",
  ]) {
    test(`${path} is not found in the language of the address, without scripts`, async ({ browser }) => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      for (const { prefix, language, heading } of [
        { prefix: "", language: "zh-CN", heading: frameZh.notFound.title },
        { prefix: "/en", language: "en", heading: frameEn.notFound.title },
      ]) {
        const answer = await page.goto(`${prefix}${path}`);
        expect(answer?.status()).toBe(404);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      }
      await page.close();
    });
  }

  test("nothing is fetched from elsewhere", async ({ page, baseURL }) => {
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(baseURL ?? "") && !request.url().startsWith("data:")) {
        elsewhere.push(request.url());
      }
    });
    await page.goto("/compare");
    await page.waitForSelector(".chart[data-live]");
    expect(elsewhere).toEqual([]);
  });

  test("paper shows chart and table whole, and no controls", async ({ page }) => {
    await page.goto("/compare");
    await page.waitForSelector(".chart[data-live]");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const form of await page.locator("main form").all()) await expect(form).toBeHidden();
    await expect(page.locator("header nav")).toBeHidden();
    await expect(page.locator(".chart .wide")).toBeVisible();
    await expect(page.locator(".printed-address")).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
  });
});
