import { expect, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone, testAccessibility } from "./accessibility.ts";

const REPORT = "db/seed/reports/huaian-city-2024.html";

testAccessibility(["/check"]);

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a report that is handed in is shown with its figures and findings, and held nowhere", async ({
    page,
    request,
  }) => {
    await page.goto("/");
    await page
      .getByRole("contentinfo")
      .getByRole("link", { name: /发布前自查/ })
      .click();
    await page.getByLabel(/报告文件/).setInputFiles(REPORT);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.getByRole("button", { name: "检查", exact: true }).click(),
    ]);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["cache-control"]).toBe("no-store");
    const result = page.getByRole("region", { name: "检查结果" });
    await expect(result.getByRole("link", { name: "淮安市" })).toHaveAttribute("href", /^\/agencies\//);
    await expect(result.getByText("200 / 200")).toBeVisible();
    await expect(page.getByRole("heading", { name: "收到和处理政府信息公开申请情况" })).toBeVisible();
    await expect(page.getByText(/^核对 \d+ 次/)).toBeVisible();
    // Whoever opens the address afterwards sees nothing of it.
    expect(await (await request.get("/check")).text()).not.toContain("淮安市");
  });

  test("what is no report is told so in the reader's language", async ({ page }) => {
    await page.goto("/en/check");
    const field = page.getByLabel(/may be dropped/);
    await field.setInputFiles({
      name: "a.zip",
      mimeType: "application/zip",
      buffer: Buffer.from("PK\u0003\u0004"),
    });
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("archive");
    await field.setInputFiles({ name: "a.docx", mimeType: "application/msword", buffer: Buffer.alloc(0) });
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await expect(page.getByText("The file is empty (0 bytes)")).toBeVisible();
  });
});

for (const [path, button] of [
  ["/check", "检查"],
  ["/en/check", "Check"],
] as const)
  test(`the answer of ${path} is accessible and fits a telephone`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    await page.locator("#file").setInputFiles(REPORT);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.locator("#result")).toBeVisible();
    await expectAccessible(page);
    await expectToFitTelephone(page);
  });

test("the figures come as JSON, too", async ({ request }) => {
  const answer = await request.post("/check/data.json", {
    multipart: { file: { name: "a.html", mimeType: "text/html", buffer: Buffer.from("<table><tr><td>1") } },
  });
  const [file] = await answer.json();
  expect(file).toMatchObject({ file: "a.html", agency: { id: null }, facts: [] });
  expect(file.findings.length).toBeGreaterThan(0);
});
