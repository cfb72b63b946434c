import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { isNameKnown, noteFailure, noteName } from "../../db/handed-in.ts";
import { countUnreadFiles, listUnreadFiles } from "../../db/queries/filings.ts";
import { listFailures } from "../../db/queries/quality.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { identifyByName, nameOfPath } from "../../lib/recognition/name-identity.ts";
import { READ_AT, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();

describe("what a name says", () => {
  it.each([
    ["宿迁市人民政府/2022年年报.doc", "suqian-city", 2022],
    ["淮安市人民政府2023年政府信息公开工作年度报告.pdf", "huaian-city", 2023],
    ["2021/平潭县人民政府.docx", "pingtan-county", 2021],
    ["宿迁市2019年/report.doc", "suqian-city", 2019],
    ["宿迁市教育局/2022.doc", null, 2022],
    ["宿迁市教育局2022年政府信息公开工作年度报告.doc", null, 2022],
    ["scan0001.tif", null, null],
  ])("%s", (name, agency, year) => {
    expect(identifyByName(name, catalog)).toEqual({ agency, year });
  });

  it("is that of its folder and file", () => {
    expect(nameOfPath("/srv/in/宿迁市/2022.doc")).toBe("宿迁市/2022.doc");
    expect(nameOfPath("C:\\in\\2022.doc")).toBe("in/2022.doc");
    expect(nameOfPath("2022.doc")).toBe("2022.doc");
  });
});

let db: Database;
beforeEach(() => {
  db = openInMemory();
});

describe("a file filed for two agencies", () => {
  const mates = async () =>
    (await listFailures(db, { checks: ["file-of-two-agencies"] })).map(({ agency }) => agency);

  it("is told when it is handed in under another agency’s name, and not before", async () => {
    await storeReport(db, catalog, storeInput({ file: "a", agency: "suqian-city" }));
    const sha256 = sha256Of("a");
    noteName(db, catalog, {
      path: "/in/宿迁市/a.html",
      name: "宿迁市/a.html",
      sha256,
      agency: "suqian-city",
    });
    noteName(db, catalog, { path: "/in/x/a.html", name: "x/a.html", sha256, agency: null });
    expect(await mates()).toEqual([]);
    expect(isNameKnown(db, sha256, "淮安市/a.html")).toBe(false);
    noteName(db, catalog, {
      path: "/in/淮安市/a.html",
      name: "淮安市/a.html",
      sha256,
      agency: "huaian-city",
    });
    expect(isNameKnown(db, sha256, "淮安市/a.html")).toBe(true);
    expect(await mates()).toEqual(["suqian-city"]);
  });
});

describe("a file that could not be read", () => {
  const findings = [{ code: "no-tables", parameters: {} }];
  const failure = {
    ...{ path: "/in/x/a.doc", name: "x/a.doc", sha256: sha256Of("bad"), agency: "suqian-city", year: 2022 },
    ...{ findings, triedAt: READ_AT },
  };

  it("is kept beside others of its name in other folders", () => {
    noteFailure(db, failure);
    noteFailure(db, { ...failure, path: "/in/y/x/a.doc", sha256: sha256Of("worse") });
    expect(listUnreadFiles(db).map(({ path }) => path)).toEqual(["/in/x/a.doc", "/in/y/x/a.doc"]);
  });

  it("is kept once, by its path, with the newest reason", () => {
    noteFailure(db, failure);
    noteFailure(db, { ...failure, findings: [{ code: "format-unknown", parameters: {} }] });
    expect(listUnreadFiles(db).map((one) => one.findings.map(({ code }) => code))).toEqual([
      ["format-unknown"],
    ]);
  });

  it("goes when the file is read at last", async () => {
    noteFailure(db, failure);
    await storeReport(db, catalog, storeInput({ file: "good" }));
    const { path, name } = failure;
    noteName(db, catalog, { path, name, sha256: sha256Of("good"), agency: null });
    expect(countUnreadFiles(db)).toBe(0);
  });
});
