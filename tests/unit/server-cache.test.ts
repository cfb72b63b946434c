import { expect, test } from "vitest";
import { ResponseCache } from "../../lib/server/response-cache.ts";

const answer = (size: number) => ({ size });

function cacheOf(limit: number) {
  const data = { version: 1 };
  return { data, cache: new ResponseCache<{ size: number }>(limit, () => data.version) };
}

test("one making per key serves everybody who waits for it", async () => {
  const { cache } = cacheOf(1000);
  let made = 0;
  const make = async () => {
    made += 1;
    return answer(10);
  };
  const answers = await Promise.all([cache.fill("a", make), cache.fill("a", make), cache.fill("a", make)]);
  expect(made).toBe(1);
  expect(new Set(answers).size).toBe(1);
  expect(cache.get("a")).toBe(answers[0]);
});

test("the answer used longest ago goes first when the bytes run out", async () => {
  const { cache } = cacheOf(100);
  await cache.fill("a", async () => answer(40));
  await cache.fill("b", async () => answer(40));
  cache.get("a");
  await cache.fill("c", async () => answer(40));
  expect(cache.get("a")).toBeDefined();
  expect(cache.get("b")).toBeUndefined();
  expect(cache.get("c")).toBeDefined();
  expect(cache.size).toBeLessThanOrEqual(100);
});

test("an answer larger than the cache is handed out but not kept", async () => {
  const { cache } = cacheOf(100);
  expect(await cache.fill("a", async () => answer(101))).toBeDefined();
  expect(cache.get("a")).toBeUndefined();
  expect(cache.size).toBe(0);
});

test("a new data version empties the cache at once", async () => {
  const { cache, data } = cacheOf(100);
  await cache.fill("a", async () => answer(10));
  data.version = 2;
  expect(cache.get("a")).toBeUndefined();
  expect(cache.size).toBe(0);
});

test("an answer begun under an older data version is not kept, and nobody new waits for it", async () => {
  const { cache, data } = cacheOf(100);
  let finish: (size: { size: number }) => void = () => {};
  const old = cache.fill("a", () => new Promise((resolve) => (finish = resolve)));
  data.version = 2;
  const fresh = cache.fill("a", async () => answer(20));
  finish(answer(10));
  expect(await old).toEqual(answer(10));
  expect(await fresh).toEqual(answer(20));
  expect(cache.get("a")).toEqual(answer(20));
});

test("a failed making is not remembered", async () => {
  const { cache } = cacheOf(100);
  await expect(cache.fill("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await cache.fill("a", async () => answer(1))).toEqual(answer(1));
});

test("an answer that has grown is counted anew", async () => {
  const { cache } = cacheOf(100);
  const growing = { size: 10 };
  await cache.fill("a", async () => growing);
  growing.size = 30;
  cache.measure("a");
  expect(cache.size).toBe(30 + 2);
});
