import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { AgencyFields, aliasFields, cellsOf, keptCells, linesOf } from "../../app/_desk/agency-fields.ts";
import { applyImport, previewImport } from "../../app/_desk/registry-import.ts";
import { type Database, openInMemory } from "../../db/client.ts";
import { listAudit, record } from "../../db/desk/audit.ts";
import { listOpenDoubts, settleByForm } from "../../db/desk/doubts.ts";
import { findKeptForm, keepForm } from "../../db/desk/kept-forms.ts";
import {
  changedColumns,
  findRegistryRow,
  fingerprintOf,
  type Note,
  noteChanges,
  saveAgency,
} from "../../db/desk/registry.ts";
import { type ActForm, actByForm, listOwnEdges, strikeByForm } from "../../db/desk/registry-acts.ts";
import { listFor } from "../../db/desk/registry-list.ts";
import { worksFor } from "../../db/desk/remits.ts";
import { addUser, findUser } from "../../db/desk/users.ts";
import { listFailures } from "../../db/queries/quality.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { noteDoubt } from "../../db/registry/doubts.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE, type Remit } from "../../lib/desk/remit.ts";
import { enter } from "../fixtures/registry-sketch.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

const AT = "2026-01-02T03:04:05.000Z";
const FUZHOU: Remit = { everywhere: false, regions: ["350100"], agencies: [] };
const UNDER: Remit = { everywhere: false, regions: [], agencies: ["bureau"] };

let db: Database;
const note: Note = (action, subject, detail = {}) =>
  record(db, { at: AT, actor: "lin", address: "10.0.0.1", action, subject, detail });

beforeEach(() => {
  db = openInMemory();
  enter(db, [
    { id: "bureau", name: "福州市试验局", region: "350100", level: "prefecture" },
    { id: "office", name: "试验局办事处", region: "350102", parent: "bureau", kind: "dispatched-office" },
    { id: "desk", name: "试验局窗口", region: null, parent: "bureau" },
    { id: "away", name: "试验局驻宁办事处", region: "320100", parent: "bureau" },
    { id: "nanjing", name: "南京市试验局", region: "320100", level: "prefecture" },
  ]);
});
afterEach(() => db.$client.close());

const row = (id: string) => findRegistryRow(db, id) ?? expect.fail(id);
const cells = (id: string) =>
  keptCells(Object.fromEntries(Object.entries(row(id)).map(([k, v]) => [k, v ?? ""])));
const save = (id: string | null, given: Record<string, string>, remit = EVERYWHERE, seen?: string) =>
  saveAgency(db, {
    ...{ id, remit, at: AT, seen: seen ?? (id === null ? "" : fingerprintOf(row(id))) },
    cells: id === null || id === "nobody" ? given : { ...cells(id), ...given },
  });

describe("an agency at the desk", () => {
  it("is changed column by column, at once, and the trail holds what it was", async () => {
    const { version } = await getDataVersion(db);
    const saved = save("bureau", { name_en: "Trial Bureau", aliases: "福州市试验处@2010..2014-06-30" });
    if (!("saved" in saved)) return expect.fail(JSON.stringify(saved));
    expect(changedColumns(saved.saved)).toEqual(["name_en", "aliases"]);
    noteChanges(note, [saved.saved]);
    expect(listAudit(db, { about: "bureau" }).rows).toMatchObject([
      {
        action: "agency-changed",
        detail: { was: { name_en: "", aliases: "" }, is: { name_en: "Trial Bureau" } },
      },
    ]);
    expect((await getDataVersion(db)).version).toBe(version + 1);
    // Of an agency whose id begins alike nothing is told.
    expect(listAudit(db, { about: "bure" }).rows).toEqual([]);
  });

  it("keeps what became of it when its columns are changed", () => {
    const given = { on: "2020-01-01", basis: "试编〔2020〕1号", at: AT, name: "福州市试验管理局" };
    const form = { act: "rename", id: "bureau", remit: EVERYWHERE, into: [], as: "code-changed" } as const;
    expect(actByForm(db, { ...form, ...given, seen: fingerprintOf(row("bureau")) }, note)).toEqual({
      acted: true,
    });
    save("bureau", { name_en: "x" });
    expect(row("bureau")).toMatchObject({
      became: "renamed@2020-01-01=bureau#试编〔2020〕1号",
      name_en: "x",
    });
    expect(row("bureau").aliases).toBe("福州市试验局@..2019-12-31");
    const named = db.$client.prepare(
      "SELECT valid_from FROM agency_names WHERE kind = 'official' AND name = ?",
    );
    expect(named.pluck().get("福州市试验管理局")).toBe("2020-01-01");
  });

  it("is not written over what somebody did not see", () => {
    const seen = fingerprintOf(row("bureau"));
    save("bureau", { name_en: "first" });
    expect(save("bureau", { name_en: "second" }, EVERYWHERE, seen)).toEqual({ problem: "changed-meanwhile" });
    expect(row("bureau").name_en).toBe("first");
    expect(save("bureau", {})).toEqual({ problem: "same-value" });
    expect(save("nobody", {}, EVERYWHERE, "")).toEqual({ problem: "no-agency" });
  });

  test.each([
    ["credit_code", "11350100MB1234567X", "registry-code-check"],
    ["region", "359999", "registry-region-unknown"],
    ["kind", "bureau", "registry-value-unknown"],
    ["valid_from", "2019-13-01", "registry-date-malformed"],
    ["aliases", "a@2019..x", "registry-date-malformed"],
    ["aliases", "@2010..2014", "registry-alias-nameless"],
    ["parent", "nobody at all", "registry-agency-unknown"],
    ["parent", "office", "registry-parent-circle"],
    ["domain", "not a host", "registry-domain-malformed"],
    ["name", "", "registry-value-missing"],
  ])("with %s %s it is not saved, and told why", (column, value, code) => {
    const before = row("bureau");
    const saved = save("bureau", { [column]: value });
    expect(saved).toMatchObject({ problems: [{ field: column, code }] });
    expect(row("bureau")).toEqual(before);
  });

  it("is added under an id of its own, its parent by name; one that is there already is not", () => {
    const given = { name: "福州市试验二局", kind: "department", level: "prefecture", region: "350100" };
    const saved = save(null, { ...given, parent: "福州市试验局" }, FUZHOU);
    expect(saved).toMatchObject({ saved: { was: null, is: { parent: "bureau", name: "福州市试验二局" } } });
    expect(save(null, given)).toMatchObject({ problems: [{ field: "name", code: "registry-agency-there" }] });
    expect(save(null, { ...given, id: "bureau", name: "x" })).toMatchObject({
      problems: [{ code: "registry-agency-there" }],
    });
  });

  it("stays within the remit of who changes it, before and after", () => {
    expect(save("nanjing", { name_en: "x" }, FUZHOU)).toEqual({ problem: "not-yours" });
    expect(save("bureau", { region: "320100" }, FUZHOU)).toEqual({ problem: "not-yours" });
    expect(save(null, { name: "x", kind: "department", level: "county", region: "320100" }, FUZHOU)).toEqual({
      problem: "not-yours",
    });
    expect(row("bureau").region).toBe("350100");
    expect(save("office", { name_en: "x" }, UNDER)).toMatchObject({ saved: { id: "office" } });
  });

  it("is judged anew where its kind changes what it owes", async () => {
    const input = storeInput({
      agency: "bureau",
      year: 2022,
      scope: "own-organ",
      facts: [fact("requests-received", 1)],
    });
    const identity = { ...input.report.identity, published: "2023-03-01" };
    await storeReport(db, getCatalog(), { ...input, report: { ...input.report, identity } });
    const late = async () =>
      (await listFailures(db, { agency: "bureau" })).filter(({ check }) => check.startsWith("deadline"))
        .length;
    expect(await late()).toBe(1);
    save("bureau", { kind: "development-zone" });
    expect(await late()).toBe(0);
  });
});

describe("what becomes of an agency", () => {
  const act = (given: Partial<ActForm> & Pick<ActForm, "act">, remit = EVERYWHERE) =>
    actByForm(
      db,
      {
        ...{ id: "bureau", seen: fingerprintOf(row(given.id ?? "bureau")), remit, name: "", into: [] },
        ...{ as: "code-changed", on: "2020-01-01", basis: "试编〔2020〕1号", at: AT, ...given },
      },
      note,
    );

  it("goes on as another entry, merges, splits, ends or gives work away", () => {
    expect(act({ act: "continue", into: ["南京市试验局"], as: "level-changed" })).toEqual({ acted: true });
    expect(row("bureau")).toMatchObject({
      valid_to: "2019-12-31",
      became: "level-changed@2020-01-01=nanjing#试编〔2020〕1号",
    });
    expect(act({ act: "transfer", id: "office", into: ["nanjing"] })).toEqual({ acted: true });
    expect(row("office")).toMatchObject({
      valid_to: null,
      became: "function-transferred@2020-01-01=nanjing#试编〔2020〕1号",
    });
    expect(listAudit(db, { about: "bureau" }).rows[0]).toMatchObject({
      action: "agency-continued",
      detail: { into: "nanjing", as: "level-changed", on: "2020-01-01", basis: "试编〔2020〕1号" },
    });
  });

  it("needs another agency that is known, is in the remit, and is not itself", () => {
    expect(act({ act: "merge" })).toEqual({ problem: "agency-unknown" });
    expect(act({ act: "merge", into: ["nobody at all"] })).toEqual({ problem: "agency-unknown" });
    expect(act({ act: "merge", into: ["nanjing"] }, FUZHOU)).toEqual({ problem: "not-yours" });
    expect(act({ act: "merge", into: ["bureau"] })).toMatchObject({
      refused: { code: "registry-same-agency" },
    });
    expect(row("bureau").became).toBeNull();
  });

  it("is struck where it was entered by mistake, with the reason on the trail", () => {
    act({ act: "merge", into: ["nanjing"] });
    const edge = listOwnEdges(db, "bureau").map(({ key }) => key)[0] ?? 0;
    const asked = { id: "bureau", edge, why: "wrong agency", remit: EVERYWHERE, at: AT };
    expect(strikeByForm(db, { ...asked, seen: "" }, note)).toEqual({ problem: "changed-meanwhile" });
    const seen = fingerprintOf(row("bureau"));
    expect(strikeByForm(db, { ...asked, seen, remit: FUZHOU }, note)).toEqual({ problem: "not-yours" });
    expect(strikeByForm(db, { ...asked, seen }, note)).toEqual({ acted: true });
    expect(row("bureau").became).toBeNull();
    expect(listAudit(db, { action: "lineage-struck" }).rows).toMatchObject([
      { subject: "bureau", detail: { lineage: "merged", into: "nanjing", why: "wrong agency" } },
    ]);
  });
});

describe("a registry file at the desk", () => {
  const HEAD = "id,name,kind,level,region,parent,usual_scope";
  const bytes = (...rows: string[]) => Buffer.from(`${[HEAD, ...rows].join("\n")}\n`);
  const FILE = [
    "bureau,福州市试验局,department,prefecture,350100,,own-organ",
    "office,试验局办事处,department,county,350103,bureau,own-organ",
    "new,福州市试验新局,department,prefecture,350100",
  ];

  it("tells what would change and changes nothing; applied, it does that", async () => {
    const { version } = await getDataVersion(db);
    const preview = previewImport(db, bytes(...FILE), EVERYWHERE);
    expect(preview.counts).toEqual({ added: 1, changed: 1, same: 1 });
    expect(
      preview.changes.map((change) => [change.row, change.id, changedColumns(change).slice(0, 2)]),
    ).toEqual([
      [3, "office", ["kind", "region"]],
      [4, "new", ["id", "name"]],
    ]);
    expect((await getDataVersion(db)).version).toBe(version);
    expect(findRegistryRow(db, "new")).toBeUndefined();
    const applied = applyImport(db, bytes(...FILE), EVERYWHERE, preview.fingerprint);
    expect(applied).toMatchObject({ applied: { counts: preview.counts } });
    expect(row("new").name).toBe("福州市试验新局");
    expect((await getDataVersion(db)).version).toBe(version + 1);
    expect(previewImport(db, bytes(...FILE), EVERYWHERE).changes).toEqual([]);
  });

  it("that says what is entered changes nothing, and the data are of the same version", async () => {
    applyImport(db, bytes(...FILE), EVERYWHERE, previewImport(db, bytes(...FILE), EVERYWHERE).fingerprint);
    const { version } = await getDataVersion(db);
    const again = previewImport(db, bytes(...FILE), EVERYWHERE);
    expect(again.counts).toEqual({ added: 0, changed: 0, same: 3 });
    const applied = applyImport(db, bytes(...FILE), EVERYWHERE, again.fingerprint);
    expect(applied).toMatchObject({ applied: { counts: again.counts } });
    expect((await getDataVersion(db)).version).toBe(version);
  });

  it("is not applied where the registry changed since it was shown", () => {
    const { fingerprint } = previewImport(db, bytes(...FILE), EVERYWHERE);
    save("office", { name_en: "meanwhile" });
    expect(applyImport(db, bytes(...FILE), EVERYWHERE, fingerprint)).toEqual({ problem: "import-changed" });
    expect(findRegistryRow(db, "new")).toBeUndefined();
  });

  it("with a row outside of the remit is refused whole", () => {
    const file = bytes("nanjing,南京市试验一局,department,prefecture,320100", FILE[2] ?? "");
    const preview = previewImport(db, file, FUZHOU);
    expect(preview.problems).toMatchObject([{ row: 2, column: "id", code: "registry-outside-remit" }]);
    expect(applyImport(db, file, FUZHOU, preview.fingerprint)).toEqual({ problem: "import-refused" });
    expect(findRegistryRow(db, "new")).toBeUndefined();
  });
});

describe("lineage in a registry file", () => {
  const LINE = "office,试验局办事处,dispatched-office,county,350102,bureau";
  const file = (became: string, name = "") =>
    Buffer.from(`id,name,kind,level,region,parent,name_en,became\n${LINE},${name},${became}\n`);
  const OUT = "merged@2020-01-01=nanjing#Plan";
  const IN = "function-transferred@2020-01-01=bureau#Plan";
  const apply = (bytes: Buffer, remit: Remit) =>
    applyImport(db, bytes, remit, previewImport(db, bytes, remit).fingerprint);

  it("is taken where both agencies are in the remit, and no other", () => {
    expect(previewImport(db, file(OUT), FUZHOU).problems).toMatchObject([
      { row: 2, column: "became", code: "registry-outside-remit", parameters: { id: "nanjing" } },
    ]);
    expect(apply(file(OUT), FUZHOU)).toEqual({ problem: "import-refused" });
    expect(row("office").became).toBeNull();
    expect(apply(file(IN), FUZHOU)).toMatchObject({ applied: { problems: [] } });
  });

  it("stays as it is where the other agency is outside of it, and is neither struck nor hinders", () => {
    expect(apply(file(OUT), EVERYWHERE)).toMatchObject({ applied: { problems: [] } });
    expect(apply(file(OUT, "Office"), FUZHOU)).toMatchObject({ applied: { problems: [] } });
    expect(previewImport(db, file(""), FUZHOU).problems).toMatchObject([
      { column: "became", code: "registry-outside-remit" },
    ]);
    expect(row("office")).toMatchObject({ became: OUT, name_en: "Office" });
    expect(apply(file(""), EVERYWHERE)).toMatchObject({ applied: { problems: [] } });
  });
});

test.each([
  ["regions", FUZHOU],
  ["agencies", UNDER],
  ["both", { everywhere: false, regions: ["320000"], agencies: ["bureau"] }],
  ["none", { everywhere: false, regions: [], agencies: [] }],
] as const)("the list of a remit by %s has those it works for, and no other", async (_, remit) => {
  const everything = await listFor(db, EVERYWHERE, {}, { limit: 10_000, offset: 0 });
  const listed = await listFor(db, remit, {}, { limit: 10_000, offset: 0 });
  const ids = everything.rows.map(({ id }) => id);
  expect(listed.rows.map(({ id }) => id)).toEqual(ids.filter((id) => worksFor(db, remit, id)));
  expect(listed.total).toBe(listed.rows.length);
  const found = await listFor(db, remit, { q: "试验局" }, { limit: 10, offset: 0 });
  expect(found.rows.every(({ id }) => worksFor(db, remit, id))).toBe(true);
});

test("a doubt is settled once, by who works for an agency it may be", () => {
  const doubt = { document: "d", name: "a/b.html", called: "试验局", year: 2020, evidence: [], askedAt: AT };
  noteDoubt(db, { ...doubt, candidates: ["bureau", "nanjing"] });
  const nanjing: Remit = { everywhere: false, regions: ["320100"], agencies: [] };
  const settle = (agency: string, remit: Remit) =>
    settleByForm(db, remit, { doubt: 1, agency, by: "lin", at: AT }, note);
  expect(listOpenDoubts(db, nanjing)).toMatchObject([{ candidateNames: [["nanjing", "南京市试验局"]] }]);
  expect(listOpenDoubts(db, { everywhere: false, regions: ["110000"], agencies: [] })).toEqual([]);
  expect(settle("bureau", nanjing)).toBe("not-yours");
  expect(settle("nobody at all", nanjing)).toBe("agency-unknown");
  expect(settle("nanjing", nanjing)).toBe("settled");
  expect(settle("bureau", FUZHOU)).toBe("changed-meanwhile");
  expect(listAudit(db, { action: "doubt-settled" }).rows).toMatchObject([
    { subject: "nanjing", actor: "lin" },
  ]);
});

test("a form that is kept is shown to who filled it in, on its page, for a week", () => {
  for (const name of ["lin", "wang"])
    addUser(db, { name, password: "-", role: "administrator", remit: EVERYWHERE, at: AT });
  const [lin = 0, wang = 0] = ["lin", "wang"].map((name) => findUser(db, name)?.key);
  const form = { user: lin, page: "/a", fields: { name: "x" }, problems: [] };
  const key = keepForm(db, { ...form, at: new Date(AT) });
  expect(findKeptForm(db, { key, user: lin, page: "/a" })?.fields).toEqual({ name: "x" });
  expect(findKeptForm(db, { key, user: wang, page: "/a" })).toBeUndefined();
  expect(findKeptForm(db, { key, user: lin, page: "/b" })).toBeUndefined();
  keepForm(db, { ...form, page: "/b", at: new Date(Date.parse(AT) + 8 * 86_400_000) });
  expect(findKeptForm(db, { key, user: lin, page: "/a" })).toBeUndefined();
});

test("the fields of an agency are the cells of a registry file, and back", () => {
  const read = AgencyFields.parse({
    ...{ seen: "", name: "A", short_names: "b\r\n c \n", domain: "x.cn" },
    ...{ alias: ["d", "", "e"], alias_from: ["2010", "", ""], alias_to: ["2014", "", ""] },
  });
  expect(cellsOf(read)).toMatchObject({
    name: "A",
    short_names: "b|c",
    domain: "x.cn",
    aliases: "d@2010..2014|e",
  });
  expect(aliasFields("d@2010..2014|e|f@x..")).toEqual([
    { name: "d", from: "2010", to: "2014" },
    { name: "e", from: "", to: "" },
    { name: "f", from: "x", to: "" },
  ]);
  expect(AgencyFields.parse({ seen: "", name: "A", alias: "d" }).alias).toEqual(["d"]);
});

test("an alias with dates and no name is a row of the form still, and refused as one", () => {
  const typed = AgencyFields.parse({
    ...{
      seen: "",
      name: "A",
      alias: ["", "b", ""],
      alias_from: ["2010", "", ""],
      alias_to: ["2014", "", ""],
    },
  });
  const { aliases } = cellsOf(typed);
  expect(aliasFields(aliases)).toEqual([
    { name: "", from: "2010", to: "2014" },
    { name: "b", from: "", to: "" },
  ]);
  const saved = save("bureau", { aliases: aliases ?? "" });
  expect(saved).toMatchObject({
    problems: [{ field: "aliases", code: "registry-alias-nameless", parameters: { dates: "2010..2014" } }],
  });
});

describe("signs of the notation in names and bases", () => {
  const BASIS = "Order 1 | Order 2 ｜ a\\b @ Nanjing";

  it("stand in the fields as they were typed", () => {
    const typed = AgencyFields.parse({
      ...{ seen: "", name: "A", short_names: "b|c\nd\\", domain: "x.cn|y.cn" },
      ...{ alias: ["e|f", "g@2010", "h\\|@"], alias_from: ["", "2011|x", ""], alias_to: ["", "", "2014"] },
    });
    const { short_names, aliases, domain } = cellsOf(typed);
    expect(domain).toBe("x.cn|y.cn");
    expect(linesOf(short_names)).toBe("b|c\nd\\");
    expect(aliasFields(aliases)).toEqual([
      { name: "e|f", from: "", to: "" },
      { name: "g@2010", from: "2011|x", to: "" },
      { name: "h\\|@", from: "", to: "2014" },
    ]);
  });

  it("are kept when other columns of the form are changed", () => {
    const act = (given: Pick<ActForm, "act" | "name" | "on">) =>
      actByForm(
        db,
        {
          ...{ id: "bureau", seen: fingerprintOf(row("bureau")), remit: EVERYWHERE, into: [] },
          ...{ as: "code-changed", basis: BASIS, at: AT, ...given },
        },
        note,
      );
    act({ act: "rename", name: "One|Two@Three", on: "2019-01-01" });
    act({ act: "rename", name: "Four", on: "2020-01-01" });
    const [before, edges] = [row("bureau"), listOwnEdges(db, "bureau")];
    const form = AgencyFields.parse({
      ...{ ...cells("bureau"), seen: "", name_en: "Four", short_names: linesOf(before.short_names) },
      alias: aliasFields(before.aliases).map(({ name }) => name),
      alias_from: aliasFields(before.aliases).map(({ from }) => from),
      alias_to: aliasFields(before.aliases).map(({ to }) => to),
    });
    expect(form.alias).toEqual(["One|Two@Three", "福州市试验局"]);
    const { became: _, ...given } = cellsOf(form);
    expect(save("bureau", given)).toMatchObject({ saved: { id: "bureau" } });
    expect(row("bureau")).toEqual({ ...before, name_en: "Four" });
    expect(listOwnEdges(db, "bureau")).toEqual(edges);
    expect(edges.map(({ basis }) => basis)).toEqual([BASIS, BASIS]);
  });
});
