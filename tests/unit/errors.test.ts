import { expect, it } from "vitest";
import { errorResponse } from "../../lib/errors.ts";

it("every error has one shape in JSON", async () => {
  const response = errorResponse(404, "no-such-agency", "No such agency: x");
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    error: { code: "no-such-agency", message: "No such agency: x", status: 404 },
  });
});
