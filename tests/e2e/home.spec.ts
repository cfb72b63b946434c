import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

testAccessibility(["/"]);

test.describe("home", () => {
  test("finds an agency with nothing but a form", async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto("/en");
    await page.getByRole("searchbox").fill("pingtan");
    await page.getByRole("button", { name: "Search" }).click();
    const { pathname, searchParams } = new URL(page.url());
    expect(pathname).toBe("/en/agencies");
    expect(searchParams.get("q")).toBe("pingtan");
    await page.close();
  });

  test("the first screen draws fifteen years of one place beside the latest of all", async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } });
    await page.goto("/en");
    const chart = page.locator(".chart .wide svg").first();
    await expect(chart.locator("title")).toContainText("2011");
    for (const year of ["2011", "2025"]) await expect(chart.locator("text", { hasText: year })).toBeVisible();
    const latest = page.getByRole("region", { name: /latest year of each agency/ });
    expect(await latest.getByRole("row").count()).toBeGreaterThan(4);
    const bottom = (await chart.boundingBox())?.y ?? Number.POSITIVE_INFINITY;
    expect(bottom).toBeLessThan(900);
    await page.close();
  });

  test("headline figures say how many agencies they cover", async ({ page }) => {
    await page.goto("/en");
    const figures = page.getByRole("region", { name: /at a glance/ }).getByRole("listitem");
    await expect(figures).toHaveCount(4);
    for (const figure of await figures.all())
      await expect(figure).toContainText(/\d+ of \d+ agencies \([a-z -]+, [a-z]+\)/i);
    // The sum is that of the table it leads to, in which no body stands within another.
    const sum = await figures.first().locator("strong").textContent();
    await figures.first().getByRole("link").click();
    await expect(page.locator("#values tfoot td").last()).toHaveText(sum ?? "");
  });

  test("the flow of requests adds up, and each number leads to its comparison", async ({ page, request }) => {
    await page.goto("/en");
    const flow = page.getByRole("region", { name: /in, decided, left over/ });
    const amount = async (name: RegExp) => {
      const cell = flow.getByRole("row", { name }).getByRole("cell").first();
      return Number((await cell.textContent())?.replaceAll(",", ""));
    };
    const workload = await amount(/^Received \+ carried in/);
    expect((await amount(/^Requests newly received/)) + (await amount(/^Requests carried in/))).toBe(
      workload,
    );
    expect((await amount(/^Results, total/)) + (await amount(/^Requests carried out/))).toBe(workload);
    await expect(flow).toContainText("In and out agree");
    await expect(flow).toContainText(/Adds up \d+ of \d+ reports/);
    const links = flow.getByRole("link");
    await expect(links).toHaveCount(10);
    const address = await links.nth(4).getAttribute("href");
    expect(address).toContain("indicator=denied");
    expect((await request.get(address ?? "")).status()).toBe(200);
  });

  test("every ready-made comparison opens with its table", async ({ page, request }) => {
    await page.goto("/");
    const links = page.getByRole("region", { name: "现成的比较" }).getByRole("link");
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(addresses.length).toBeGreaterThanOrEqual(15);
    for (const address of addresses) {
      const answer = await request.get(address);
      expect([address, answer.status()]).toEqual([address, 200]);
      const text = await answer.text();
      expect([address, text.includes("<caption>"), text.includes("note error")]).toEqual([
        address,
        true,
        false,
      ]);
    }
  });

  test("each held report is a link in the coverage strip", async ({ page, request }) => {
    await page.goto("/en");
    const strip = page.getByRole("region", { name: "Reports held" });
    const links = strip.locator("td a");
    expect(await links.count()).toBeGreaterThanOrEqual(20);
    const first = await links.first().getAttribute("href");
    expect((await request.get(first ?? "")).status()).toBe(200);
  });
});
