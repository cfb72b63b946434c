import { expect, test } from "vitest";
import { BrokenForm, findBoundary, readParts } from "../../lib/desk/multipart.ts";

const NAME = "2023年度报告 “终稿”.html";
const form = new FormData();
form.append("token", "abc");
form.append("file", new File(["<p>一\r\n--not the boundary\r\n", "二"], NAME));
form.append("empty", new File([], 'a"b.txt'));
form.append("last", "x\r\n");
const request = new Request("http://gongkai.test", { method: "POST", body: form });
const boundary = findBoundary(request.headers.get("content-type")) ?? "";
const whole = Buffer.from(await request.arrayBuffer());

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Buffer, size: number): Promise<string[][]> {
  const parts: string[][] = [];
  for await (const { name, fileName = "", body } of readParts(inChunks(bytes, size), boundary)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    parts.push([name, fileName, Buffer.concat(chunks).toString("utf8")]);
  }
  return parts;
}

const EXPECTED = [
  ["token", "", "abc"],
  ["file", NAME, "<p>一\r\n--not the boundary\r\n二"],
  ["empty", 'a"b.txt', ""],
  ["last", "", "x\r\n"],
];

test("a form is the same however it arrives", async () => {
  for (const size of [1, 2, 3, 7, 64, 1000, whole.length])
    expect(await readAll(whole, size)).toEqual(EXPECTED);
});

test("what is left of a part is passed over", async () => {
  const names: string[] = [];
  for await (const { name, body } of readParts(inChunks(whole, 5), boundary)) {
    names.push(name);
    // One chunk of it, and no more.
    if (name === "file") for await (const _ of body) break;
  }
  expect(names).toEqual(["token", "file", "empty", "last"]);
});

test("a form that is cut anywhere is broken, never shorter", async () => {
  for (let length = 0; length < whole.length - 4; length += 11)
    await expect(readAll(whole.subarray(0, length), 50), String(length)).rejects.toThrow(BrokenForm);
});

test("a connection that breaks is told from a bug", async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield whole.subarray(0, 100);
    throw new Error("ECONNRESET");
  }
  await expect(async () => {
    for await (const { body } of readParts(breaking(), boundary)) for await (const _ of body);
  }).rejects.toThrow(BrokenForm);
});

test("only a form with files has a boundary", () => {
  expect(findBoundary('multipart/form-data; boundary="a b"')).toBe("a b");
  expect(findBoundary("application/x-www-form-urlencoded")).toBeUndefined();
  expect(findBoundary(`multipart/form-data; boundary=${"a".repeat(71)}`)).toBeUndefined();
  expect(findBoundary(null)).toBeUndefined();
});
