import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

const VIEW = "agencies=suqian-city,pingtan-zone&indicator=requests-received&years=2019-2025&chart=line";

testAccessibility([
  "/data",
  "/api",
  `/compare?${VIEW}&data=1-0123456789ab`,
  `/embed/compare?${VIEW}`,
  "/embed/compare?agencies=nowhere",
]);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the navigation leads to the data, and these to files that are what they say", async ({
    page,
    request,
  }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "数据" }).click();
    await expect(page).toHaveURL(/\/data$/);
    for (const [name, type] of [
      ["2022年压缩包", "application/zip"],
      ["2022年 Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ] as const) {
      const address = (await page.getByRole("link", { name }).getAttribute("href")) ?? "";
      const answer = await request.get(address);
      expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, type]);
      const bytes = await answer.body();
      expect(bytes.subarray(0, 2).toString()).toBe("PK");
      expect((await (await request.get(address)).body()).equals(bytes)).toBe(true);
      const { etag = "" } = answer.headers();
      expect((await request.get(address, { headers: { "if-none-match": etag } })).status()).toBe(304);
    }
    expect((await request.get("/data/1899.zip")).status()).toBe(404);
    await page.getByRole("link", { name: "接口说明" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("数据接口");
  });

  test("every example of the documentation answers, and the same question is answered once", async ({
    page,
    request,
  }) => {
    await page.goto("/en/api");
    const examples = await page
      .locator("a[href^='/api/v1/']")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(examples.length).toBeGreaterThan(12);
    for (const example of examples) {
      const headers = { "accept-encoding": "br" };
      const answer = await request.get(example, { headers });
      expect([example, answer.status()]).toEqual([example, 200]);
      expect(answer.headers()["access-control-allow-origin"]).toBe("*");
      const { etag = "" } = answer.headers();
      const again = await request.get(example, { headers: { ...headers, "if-none-match": etag } });
      expect([example, again.status()]).toEqual([example, 304]);
    }
    const strange = await request.get("/api/v1/nothing?lang=en");
    expect([strange.status(), strange.headers()["content-type"]]).toEqual([404, "application/problem+json"]);
  });

  test("a comparison is taken along: a frozen address says whether it still holds", async ({ page }) => {
    await page.goto(`/en/compare?${VIEW}`);
    await expect(page.getByRole("status")).toHaveCount(0);
    const frozen = await page.getByLabel("Frozen address").inputValue();
    expect(await page.getByLabel("BibTeX").inputValue()).toContain(`{${frozen}}`);
    expect(await page.getByLabel("GB/T 7714").inputValue()).toContain(frozen);
    const told = page.getByRole("status");
    await page.goto(frozen);
    await expect(told).toContainText("No report of this view has changed since");
    // The first version of the data held one report, of another year.
    await page.goto(frozen.replace(/data=\d+-.*/, "data=1"));
    await expect(told).toContainText("You see the figures of data version 1");
    await expect(told).toContainText("reports of this view have changed since");
    await expect(page.locator("#values")).toContainText("0 of 20 of 20 of 2");
    await page.goto(frozen.replace(/-[0-9a-f]{12}$/, "-0123456789ab"));
    await expect(told.last()).toContainText("The fingerprint in the address is another one");
    // What is not kept is told by the fingerprint alone.
    await page.goto(frozen.replace(/data=\d+/, "data=0"));
    await expect(told).toContainText("the figures of this view and the cells they come from are the same");
    await page.goto(frozen.replace(/data=\d+-.*/, "data=0-0123456789ab"));
    await expect(told).toContainText("differ from those of then");
    await page.goto(frozen.replace(/data=\d+/, "data=999999"));
    await expect(told).toContainText("which is not here");
    await page.goto(frozen.replace(/data=.*/, "data=old"));
    await expect(told).toContainText("“data=old”");
  });

  test("a frame may stand in any page and brings no script", async ({ page, request }) => {
    await page.goto(`/compare?${VIEW}`);
    const snippet = await page.getByLabel("嵌入网页").inputValue();
    const address = /src="([^"]+)"/.exec(snippet)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const answer = await request.get(address);
    expect(answer.headers()["content-security-policy"]).toContain("frame-ancestors *");
    expect(await answer.text()).not.toMatch(/<script|javascript:|\son\w+=/i);
    const own = await request.get(`/compare?${VIEW}`);
    expect(own.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");

    const other = createServer((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><title>a</title>${snippet}`);
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading")).toHaveText(/宿迁市人民政府.*2019–2025/);
    await expect(frame.getByRole("img").first()).toBeVisible();
    await expect(frame.getByText("数据版本")).toBeVisible();
    other.close();
  });
});
