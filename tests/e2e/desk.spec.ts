import { expect, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";
import { type DeskServer, signIn, startDeskServer } from "./desk-server.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

let server: DeskServer;
let password: string;

test.beforeAll(async () => {
  server = await startDeskServer();
  password = server.addUser("lin");
});
test.afterAll(() => server.close());

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a visitor is led to the sign-in and, signed in, to where he was going", async ({
      page,
      context,
    }) => {
      await page.goto(`${server.address}/en/desk/users`);
      await expect(page).toHaveURL(/\/en\/desk\/sign-in\?next=%2Fdesk%2Fusers$/);
      await signIn(page, "lin", "wrong");
      await expect(page.getByRole("main").getByRole("status")).toHaveText("User name or password is wrong.");
      await signIn(page, "lin", password);
      await expect(page).toHaveURL(`${server.address}/en/desk/users`);
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({ name: "gongkai-session", httpOnly: true, sameSite: "Lax" });

      const name = javaScriptEnabled ? "chen" : "wang";
      await page.getByLabel("User name").fill(name);
      await page.locator("form[action$='/users/add'] input[name=password]").fill("a password of chen");
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await expect(page.getByRole("main").getByRole("status")).toHaveText("The user was added.");
      await page.goto(`${server.address}/en/desk/audit?action=user-added`);
      await expect(page.getByRole("cell", { name, exact: true })).toBeVisible();

      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("main").getByRole("status")).toHaveText("You have signed out.");
      await page.goto(`${server.address}/en/desk/users`);
      await expect(page).toHaveURL(/sign-in/);
    });
  });
}

test("an editor sees neither users nor trail", async ({ page }) => {
  await page.goto(`${server.address}/en/desk/audit`);
  await signIn(page, "chen", "a password of chen");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(/does not allow you to open that page/);
  const navigation = page.getByRole("navigation", { name: "Desk navigation" });
  await expect(navigation.getByRole("link")).toHaveText(["Desk", "Review", "My account"]);
});

test("no page behind the sign-in is kept, and the sign-in page has a policy", async ({ request }) => {
  const page = await request.get(`${server.address}/desk/sign-in`);
  expect(page.headers()["cache-control"]).toBe("private, no-store");
  expect(page.headers()["content-security-policy"]).toContain("form-action 'self'");
  const csv = await request.get(`${server.address}/desk/audit/data.csv`, {
    headers: { accept: "application/json" },
  });
  expect(csv.status()).toBe(401);
});

test("every page of the desk is accessible and fits a telephone", async ({ page }) => {
  await page.goto(`${server.address}/desk`);
  await expectAccessible(page);
  await signIn(page, "lin", password);
  for (const path of ["/desk", "/desk/users", "/desk/audit", "/desk/account", "/desk/review"]) {
    for (const language of ["", "/en"]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${server.address}${language}${path}`);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      await expectAccessible(page);
      await expectToFitTelephone(page);
    }
  }
});
