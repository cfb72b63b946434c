import { execFileSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { type DeskServer, signIn, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

let server: DeskServer;
const passwords = new Map<string, string>();

test.beforeAll(async () => {
  server = await startDeskServer();
  for (const name of ["lin", "zhao"]) passwords.set(name, server.addUser(name));
  const env = { ...process.env, GONGKAI_DATA: server.folder };
  execFileSync(
    process.execPath,
    ["lib/ingest/gongkai.mjs", "ingest", "db/seed/reports/pingtan-zone-2022.html"],
    { env },
  );
});
test.afterAll(() => server.close());

async function enter(page: Page, path: string, name = "lin"): Promise<void> {
  await page.goto(`${server.address}/en${path}`);
  await signIn(page, name, passwords.get(name) ?? "");
  await expect(page).toHaveURL(`${server.address}/en${path}`);
}

const told = (page: Page) => page.getByRole("main").locator("> [role=status]");

const HEAD = "name,kind,level,region,credit_code,valid_from";

for (const javaScriptEnabled of [true, false]) {
  const name = javaScriptEnabled ? "福州市数据试验局" : "厦门市数据试验局";
  const renamed = name.replace("试验局", "管理局");
  const region = javaScriptEnabled ? "350100" : "350200";

  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an agency is added, is public at once, and is renamed with its basis", async ({ page }) => {
      await enter(page, "/desk/agencies/new");
      const form = page.getByRole("form", { name: "Add an agency" });
      await form.locator("[name=name]").fill(name);
      await form.locator("[name=region]").fill(region);
      await form.locator("[name=kind]").selectOption("department");
      await form.locator("[name=level]").selectOption("prefecture");
      await form.locator("[name=credit_code]").fill("11350100MB1234567X");
      await form.getByRole("button").click();
      // What was typed is still there, with what is wrong.
      await expect(page.getByRole("main").getByRole("alert").first()).toContainText(/check character/);
      await expect(form.locator("[name=name]")).toHaveValue(name);
      await form.locator("[name=credit_code]").fill("");
      await form.locator("[name=alias]").first().fill(`${name}（筹）`);
      await form.locator("[name=alias_to]").first().fill("2019");
      await form.getByRole("button").click();
      await expect(told(page)).toHaveText(/The agency was added/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
      const address = new URL(page.url()).pathname.replace("/desk", "");

      await page.getByText("Renamed", { exact: true }).click();
      const act = page.getByRole("form", { name: "Renamed" });
      await act.getByLabel("New official name").fill(renamed);
      await act.getByLabel("From which day").fill("2024-03-01");
      await act.getByLabel(/^Basis/).fill("试编〔2024〕1号");
      await act.getByRole("button").click();
      await expect(told(page)).toHaveText(/lineage was entered/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(renamed);
      const history = page.getByRole("region", { name: "History", exact: true });
      await expect(history.getByRole("row").nth(1)).toContainText("lin");
      await expect(history.getByRole("row").nth(1)).toContainText("试编〔2024〕1号");

      await page.goto(`${server.address}${address}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(renamed);
      await expect(page.getByRole("main")).toContainText("试编〔2024〕1号");
      await expect(page.getByRole("main")).toContainText(name);
      await page.goto(`${server.address}/en/desk/agencies?q=${encodeURIComponent(renamed)}`);
      await expect(page.getByRole("row", { name: renamed })).toBeVisible();
    });

    test("a file with a bad row is refused whole, with row, column and remedy; a sound one shows what it does", async ({
      page,
    }) => {
      await enter(page, "/desk/agencies/import");
      const send = async (fileName: string, ...rows: string[]) => {
        await page.goto(`${server.address}/en/desk/agencies/import`);
        const buffer = Buffer.from(`${[HEAD, ...rows].join("\n")}\n`);
        await page
          .locator("input[type=file]")
          .setInputFiles({ name: fileName, mimeType: "text/csv", buffer });
        await page.getByRole("button", { name: "See what would change" }).click();
      };
      const added = `${name.slice(0, 3)}试验档案局`;
      await send(
        "bad.csv",
        `${added},department,prefecture,${region},,`,
        `${name.slice(0, 3)}试验体育局,bureau,prefecture,${region},,2019-13-01`,
      );
      const bad = page.getByRole("region", { name: /Cannot be imported/ }).last();
      await expect(bad.getByRole("row")).toHaveCount(3);
      await expect(bad.getByRole("row").nth(1)).toContainText(/3\s*kind/);
      await expect(bad.getByRole("row").nth(1)).toContainText(/Allowed: government/);
      await expect(bad.getByRole("row").nth(2)).toContainText(/valid_from/);
      await expect(page.getByRole("button", { name: /Import all/ })).toHaveCount(0);
      await page.getByRole("button", { name: "Drop this file" }).click();
      await expect(told(page)).toHaveText(/nothing was imported/);
      await page.goto(`${server.address}/en/desk/agencies?q=${encodeURIComponent(added)}`);
      await expect(page.getByRole("row", { name: added })).toHaveCount(0);

      await send(
        "good.csv",
        `${added},department,prefecture,${region},,`,
        `${renamed},department,prefecture,${region},,2019`,
      );
      await expect(page.getByText("1 added, 1 changed, 0 as they are")).toBeVisible();
      const changes = page.getByRole("region", { name: /would change/ }).last();
      await expect(changes.getByRole("row", { name: renamed })).toContainText("2019-01-01");
      await page.getByLabel("I have seen what would change").check();
      await page.getByRole("button", { name: /Import all/ }).click();
      await expect(told(page)).toHaveText(/All of the file was imported/);
      await page.goto(`${server.address}/en/desk/agencies?q=${encodeURIComponent(added)}`);
      await page.getByRole("link", { name: added }).click();
      await expect(page.getByRole("region", { name: "History", exact: true })).toContainText("agency added");
    });

    test("of two who change one agency the second sees what the first did, and loses nothing", async ({
      page,
      browser,
    }) => {
      await enter(page, "/desk/agencies/suqian-city");
      const other = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await enter(other, "/desk/agencies/suqian-city", "zhao");
      const english = javaScriptEnabled ? "Suqian (first)" : "Suqian (first, once more)";
      await other.getByLabel("English name").fill(english);
      await other.getByRole("button", { name: /^Save/ }).click();
      await expect(told(other)).toHaveText(/^Saved/);
      await other.context().close();

      await page.getByLabel("English name").fill("Suqian (second)");
      await page.getByLabel("Hosts of its site").fill("suqian.gov.cn");
      await page.getByRole("button", { name: /^Save/ }).click();
      await expect(told(page)).toContainText(/Somebody|changed/);
      await expect(page.getByLabel("English name")).toHaveValue("Suqian (second)");
      await expect(page.getByText(`is now: ${english}`)).toBeVisible();
      await expect(
        page.getByRole("region", { name: "History", exact: true }).getByRole("row").nth(1),
      ).toContainText("zhao");
      await page.reload();
      await expect(page.getByLabel("English name")).toHaveValue("Suqian (second)");
      await page.goto(`${server.address}/en/desk/agencies/suqian-city`);
      await expect(page.getByLabel("English name")).toHaveValue(english);
    });

    test("a date set for a region makes a report late on the page of coverage, and ending it takes that back", async ({
      page,
    }) => {
      const cell = page.getByTitle(/2022: .*published 20 February 2023/);
      await page.goto(`${server.address}/en/coverage?region=350128`);
      await expect(cell).toHaveText("in time");
      await enter(page, "/desk/deadlines");
      const form = page.getByRole("form", { name: "Set a deadline" });
      await form.locator("[name=region]").fill("350199");
      await form.locator("[name=since]").fill("2022");
      await form.locator("[name=month]").fill("1");
      await form.locator("[name=day]").fill("31");
      await form.locator("[name=basis]").fill("榕试办〔2023〕1号");
      await form.getByRole("button").click();
      await expect(form.getByRole("alert")).toHaveText("there is no such division code");
      await form.locator("[name=region]").fill("350100");
      await form.getByRole("button").click();
      await expect(told(page)).toHaveText(/The deadline was set/);
      await page.goto(`${server.address}/en/coverage?region=350128`);
      await expect(cell).toHaveText(/d late/);
      await expect(cell).toHaveAttribute("title", /榕试办〔2023〕1号/);
      await expect(page.getByRole("region", { name: /Dates set beside the law/ }).last()).toContainText(
        "榕试办〔2023〕1号",
      );
      const rows = await page.request.get(`${server.address}/coverage/data.csv?region=350128`);
      expect(await rows.text()).toContain("2023-01-31,榕试办〔2023〕1号");
      await page.goto(`${server.address}/en/agencies/pingtan-zone/notice?year=2022`);
      await expect(page.getByRole("main")).toContainText(/due on 2023-01-31 \(榕试办〔2023〕1号\)/);

      await page.goto(`${server.address}/en/desk/deadlines`);
      await page.getByText("End", { exact: true }).first().click();
      const end = page.getByRole("form", { name: /^End deadline/ });
      await end.getByLabel("Basis or reason").fill("榕试办〔2023〕2号");
      await end.getByRole("button").click();
      await expect(told(page)).toHaveText(/The deadline was ended/);
      await page.goto(`${server.address}/en/coverage?region=350128`);
      await expect(cell).toHaveText("in time");
    });
  });
}

test("of its own file the registry takes nothing but a line of work that a name tells", async ({ page }) => {
  await enter(page, "/desk/agencies/import");
  const file = await page.request.get(`${server.address}/desk/agencies/data.csv`);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "registry.csv", mimeType: "text/csv", buffer: await file.body() });
  await page.getByRole("button", { name: "See what would change" }).click();
  const rows = page
    .getByRole("region", { name: /would change/ })
    .last()
    .getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.last().getByRole("cell").last()).toHaveText(/^line of work:\s*Trade unions$/);
});

test("every page of the registry and the deadlines is accessible and fits a telephone", async ({ page }) => {
  await enter(page, "/desk/agencies");
  await page.goto(`${server.address}/en/desk/agencies/import`);
  await page.locator("input[type=file]").setInputFiles({
    ...{ name: "bad.csv", mimeType: "text/csv" },
    buffer: Buffer.from(`${HEAD}\n福州市试验局,bureau,prefecture,350100,,\n`),
  });
  await page.getByRole("button", { name: "See what would change" }).click();
  const bad = new URL(page.url()).pathname.replace("/en", "");
  await page.goto(`${server.address}/en/desk/agencies/import`);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "template.csv", mimeType: "text/csv", buffer: await template(page) });
  await page.getByRole("button", { name: "See what would change" }).click();
  const good = new URL(page.url()).pathname.replace("/en", "");
  for (const path of [
    "/desk/agencies",
    "/desk/agencies/new",
    "/desk/agencies/suqian-city",
    "/desk/agencies/import",
    "/desk/agencies/doubts",
    "/desk/deadlines",
    "/coverage",
    bad,
    good,
  ])
    for (const language of ["", "/en"]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${server.address}${language}${path}`);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      await expectAccessible(page);
      await expectToFitTelephone(page);
    }
});

async function template(page: Page): Promise<Buffer> {
  const answer = await page.request.get(`${server.address}/desk/agencies/template/data.csv`);
  return answer.body();
}
