import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { describe, expect, test } from "vitest";

/**
 * Who may import whom. A room is a path; the longest one that holds a file is the file's room. `may` names rooms,
 * `types` rooms of which only types may be imported, `packages` those of npm and Node. A room may import itself.
 */
interface Room {
  readonly path: string;
  readonly may: readonly string[];
  readonly types?: readonly string[];
  readonly packages: readonly string[];
  /** What to do instead, told when an import is refused. */
  readonly instead: string;
}

const VOCABULARY = ["lib/model.ts", "lib/report.ts", "lib/outcome.ts"];
const KNOWLEDGE = ["lib/catalog"];
const STAGES = ["lib/documents", "lib/tables", "lib/recognition", "lib/facts", "lib/checks"];

const ROOMS: readonly Room[] = [
  {
    path: "lib/model.ts",
    may: [],
    packages: [],
    instead: "the vocabulary imports nothing; declare the type there",
  },
  {
    path: "lib/report.ts",
    may: [],
    types: ["lib/model.ts"],
    packages: [],
    instead: "only types of lib/model.ts",
  },
  {
    path: "lib/outcome.ts",
    may: [],
    types: ["lib/model.ts"],
    packages: [],
    instead: "only types of lib/model.ts",
  },
  {
    path: "lib/views.ts",
    may: [],
    types: ["lib/model.ts", "lib/report.ts", ...KNOWLEDGE],
    packages: [],
    instead: "views are types over lib/model.ts and the catalog's",
  },
  {
    path: "lib/check-views.ts",
    may: [],
    types: ["lib/model.ts", "lib/views.ts"],
    packages: [],
    instead: "views are types over lib/model.ts",
  },
  {
    path: "lib/filing-views.ts",
    may: [],
    types: ["lib/model.ts", "lib/views.ts", "lib/check-views.ts"],
    packages: [],
    instead: "views are types over lib/model.ts",
  },
  { path: "lib/env.ts", may: [], packages: ["node:path", "zod"], instead: "the environment knows no room" },
  {
    path: "lib/late-markup.ts",
    may: [],
    packages: ["node:async_hooks"],
    instead: "markup is finished when it is set aside",
  },
  {
    path: "lib/precheck.ts",
    may: [],
    types: ["lib/model.ts", "lib/report.ts", "lib/views.ts", "lib/check-views.ts"],
    packages: ["node:async_hooks"],
    instead: "a pre-check is a view that lives as long as one answer",
  },
  {
    path: "lib/asking",
    may: ["lib/model.ts", "lib/desk"],
    packages: ["zod", "node:async_hooks", "node:crypto"],
    instead: "what is taken of a reader is decided over what he sent",
  },
  {
    path: "lib/question-views.ts",
    may: [],
    types: ["lib/model.ts", "lib/desk"],
    packages: [],
    instead: "views are types over lib/model.ts",
  },
  {
    path: "lib/registry-views.ts",
    may: [],
    types: ["lib/model.ts", "lib/views.ts", "lib/check-views.ts"],
    packages: [],
    instead: "views are types over lib/model.ts",
  },
  {
    path: "lib/release-views.ts",
    may: [],
    types: ["lib/model.ts", "lib/check-views.ts", "lib/desk"],
    packages: [],
    instead: "views are types over lib/model.ts",
  },
  {
    path: "lib/pinyin.ts",
    may: [],
    types: KNOWLEDGE,
    packages: ["pinyin-pro"],
    instead: "a reading needs the name and the catalog's exceptions alone",
  },
  { path: "lib/from-here.ts", may: [], packages: [], instead: "what a browser says is judged by itself" },
  { path: "lib/errors.ts", may: [], packages: ["zod"], instead: "errors know no room" },
  {
    path: "lib/format.ts",
    may: [],
    types: ["lib/model.ts", "lib/report.ts", ...KNOWLEDGE],
    packages: [],
    instead: "only types",
  },
  {
    path: "lib/catalog",
    may: [...VOCABULARY, "lib/env.ts"],
    packages: ["zod", "node:fs", "node:path"],
    instead: "the catalog knows only lib/model.ts: the caller passes what else is needed",
  },
  {
    path: "lib/documents",
    may: VOCABULARY,
    packages: ["parse5", "saxes", "pdfjs-dist", "pngjs", "jpeg-js", "node:"],
    instead: "reading knows file formats, not reports: return it in the Document",
  },
  {
    path: "lib/tables",
    may: VOCABULARY,
    packages: [],
    instead: "the grid stage takes a Document: parser libraries belong to lib/documents/read-*.ts",
  },
  {
    path: "lib/recognition",
    may: [...VOCABULARY, "lib/tables", "lib/registry/credit-code.ts"],
    types: KNOWLEDGE,
    packages: [],
    instead: "recognition takes grids; the catalog arrives as an argument",
  },
  {
    path: "lib/facts",
    may: [...VOCABULARY, "lib/tables"],
    types: KNOWLEDGE,
    packages: [],
    instead: "normalizing takes matches; the catalog arrives as an argument",
  },
  {
    path: "lib/checks",
    may: VOCABULARY,
    types: [...KNOWLEDGE, "lib/views.ts", "lib/check-views.ts"],
    packages: [],
    instead: "checks are arithmetic over facts; the catalog arrives as an argument",
  },
  {
    path: "lib/registry",
    may: [...VOCABULARY, "lib/catalog/regions.ts"],
    types: KNOWLEDGE,
    packages: [],
    instead: "the registry decides over a lookup that the caller passes in",
  },
  {
    path: "lib/differences",
    may: VOCABULARY,
    packages: [],
    instead: "differences are told of what the caller passes in",
  },
  {
    path: "lib/statistics",
    may: VOCABULARY,
    types: [...KNOWLEDGE, "lib/views.ts", "lib/check-views.ts"],
    packages: [],
    instead: "statistics are pure arithmetic: pass the figures in",
  },
  {
    path: "lib/charts",
    may: [...VOCABULARY, "lib/exports", "lib/format.ts"],
    types: [...KNOWLEDGE, "lib/views.ts", "lib/check-views.ts"],
    packages: ["echarts"],
    instead: "charts are pure builders: ask db/queries in the page and pass the figures in",
  },
  {
    path: "lib/exports",
    may: [...VOCABULARY, "lib/differences", "lib/format.ts"],
    types: [
      ...KNOWLEDGE,
      "lib/views.ts",
      "lib/check-views.ts",
      "lib/filing-views.ts",
      "lib/registry-views.ts",
      "lib/release-views.ts",
      "lib/question-views.ts",
    ],
    packages: ["node:zlib", "node:crypto"],
    instead: "exports are pure: ask db/queries in the route and pass the figures in",
  },
  {
    path: "lib/api",
    may: [...VOCABULARY, "lib/exports"],
    types: KNOWLEDGE,
    packages: ["zod"],
    instead: "the API is declared here and answered in app/api: pass words and catalog in",
  },
  {
    // Shows the original and marks places in it, so it must decode and parse as the reader does.
    path: "lib/exports/original-view.ts",
    may: [...VOCABULARY, "lib/documents", "lib/exports"],
    types: KNOWLEDGE,
    packages: ["parse5"],
    instead: "the view of an original knows lib/documents alone",
  },
  {
    path: "lib/ingest",
    may: [
      ...VOCABULARY,
      ...STAGES,
      ...KNOWLEDGE,
      "lib/registry",
      "lib/env.ts",
      "lib/demo",
      "lib/backup",
      "lib/desk",
      // The words of a check, which pages and files say alike.
      "lib/exports/check-words.ts",
      // The registry is written as every other list is.
      "lib/exports/to-csv.ts",
      "lib/exports/to-xlsx.ts",
      "db/agency-entry.ts",
      "db/batch.ts",
      "db/client.ts",
      "db/data-folder.ts",
      "db/deadlines.ts",
      "db/desk",
      "db/explanations.ts",
      "db/handed-in.ts",
      "db/originals.ts",
      "db/readings.ts",
      "db/registry",
      "db/review.ts",
      "db/store.ts",
      "db/queries",
    ],
    types: ["lib/views.ts", "lib/check-views.ts", "lib/precheck.ts"],
    packages: ["commander", "cli-progress", "zod", "tsx", "node:"],
    instead:
      "figures are written by db/store.ts and asked from db/queries; pages and charts are no business of ingest",
  },
  {
    path: "lib/desk",
    may: [],
    types: ["lib/model.ts"],
    packages: [],
    instead: "who may do what is decided over what the caller passes in",
  },
  {
    path: "lib/server",
    may: [
      ...KNOWLEDGE,
      ...[
        "lib/env.ts",
        "lib/errors.ts",
        "lib/from-here.ts",
        "lib/late-markup.ts",
        "lib/precheck.ts",
        "lib/setup",
      ],
      ...["db/client.ts", "db/search.ts", "db/queries"],
      // What readers ask is entered here, so that a form that is refused can be shown again as it was filled in.
      ...["lib/asking", "db/questions.ts"],
      // Files that are handed in are read here, since nothing of Next sees them.
      "lib/ingest",
    ],
    packages: ["next", "node:"],
    instead: "the server answers with what Next renders: put it into a page or a route of app/",
  },
  {
    path: "lib/backup",
    may: ["db/client.ts", "db/data-folder.ts", "db/snapshot.ts"],
    packages: ["zod", "node:"],
    instead: "a backup is files and one database, whatever is in them",
  },
  {
    path: "lib/setup",
    may: [],
    packages: ["node:"],
    instead: "the launchers run before anything is installed",
  },
  {
    path: "db",
    // Checks are derived in the transaction that changes a report, as its totals are.
    may: [
      ...VOCABULARY,
      ...KNOWLEDGE,
      "lib/statistics",
      "lib/checks",
      "lib/registry",
      "lib/desk",
      "lib/asking",
      "lib/env.ts",
      "lib/pinyin.ts",
    ],
    types: ["lib/views.ts", "lib/check-views.ts"],
    packages: ["better-sqlite3", "drizzle-orm", "drizzle-kit", "zod", "node:"],
    instead: "storage knows no stage and no page: pass a Report in, answer a view of lib/views.ts",
  },
  {
    path: "db/queries",
    may: [...VOCABULARY, ...KNOWLEDGE, "lib/statistics", "lib/checks/deadline.ts", "lib/desk", "db"],
    types: [
      "lib/views.ts",
      "lib/check-views.ts",
      "lib/filing-views.ts",
      "lib/registry-views.ts",
      "lib/release-views.ts",
      "lib/question-views.ts",
    ],
    packages: ["drizzle-orm"],
    instead: "a query answers a view of lib/views.ts",
  },
  {
    path: "lib/typeset",
    may: [...VOCABULARY, ...KNOWLEDGE],
    packages: ["zod", "fflate", "node:"],
    instead: "figures are typeset by the catalog: what they mean is no business of the typesetter",
  },
  {
    path: "lib/demo",
    may: [...VOCABULARY, ...KNOWLEDGE, "lib/checks/deadline.ts", "lib/registry", "lib/typeset"],
    packages: ["pngjs", "zod"],
    instead: "the demonstration city is pure: who writes its files passes the catalog in",
  },
  {
    path: "db/seed",
    may: [...VOCABULARY, ...KNOWLEDGE, "lib/typeset"],
    packages: ["zod", "node:"],
    instead: "the seed typesets figures by the catalog",
  },
  {
    path: "app/_desk/session-cookie.ts",
    may: ["db/desk/cookie-secret.ts", "lib/env.ts"],
    packages: ["iron-session"],
    instead: "the cookie holds a token and nothing else: db/desk knows the session",
  },
  {
    path: "app",
    may: [
      ...KNOWLEDGE,
      ...[
        "lib/model.ts",
        "lib/api",
        "lib/charts",
        "lib/exports",
        "lib/statistics",
        "lib/differences",
        "lib/format.ts",
        "lib/late-markup.ts",
        "lib/precheck.ts",
        "lib/asking",
        "lib/errors.ts",
        "lib/from-here.ts",
        "lib/env.ts",
        "lib/desk",
        // A registry file is taken as the command line takes it.
        "lib/ingest/import-agencies.ts",
      ],
      ...[
        "db/index.ts",
        "db/desk",
        "db/questions.ts",
        "db/queries",
        "db/originals.ts",
        "db/readings.ts",
        "db/release-files.ts",
        "db/seed-documents.ts",
      ],
    ],
    types: [
      ...[
        "lib/report.ts",
        "lib/views.ts",
        "lib/check-views.ts",
        "lib/filing-views.ts",
        "lib/registry-views.ts",
        "lib/release-views.ts",
        "lib/question-views.ts",
        "db/client.ts",
      ],
    ],
    packages: ["next", "react", "zod", "node:"],
    instead: "a page asks db/queries and composes; files are read by lib/ingest",
  },
];

/** What a client component may take into the browser. */
const CLIENT: Room = {
  path: "app",
  may: ["app", "lib/charts"],
  types: [
    ...KNOWLEDGE,
    "lib/model.ts",
    "lib/report.ts",
    "lib/views.ts",
    "lib/check-views.ts",
    "lib/registry-views.ts",
  ],
  packages: ["react"],
  instead: "what runs in the browser takes its data as props: lib/charts and types only",
};

interface Import {
  readonly file: string;
  /** A path of the project, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const SOURCE = /\.(?:ts|tsx|mjs|js)$/;

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => SOURCE.test(name))
    .map((name) => join(folder, name).split(sep).join("/"));
}

const FROM = /^(?:import|export)\s+(?<type>type\s)?[^;"']*?from\s+["'](?<name>[^"']+)["']/gm;
const BARE = /(?:^import\s+|\bimport\()["'](?<name>[^"']+)["']/gm;

function listImports(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(FROM), ...text.matchAll(BARE)].map(({ groups }) => {
    const name = groups?.name ?? "";
    const isPackage = !name.startsWith(".") && !name.startsWith("@/");
    const path = name.startsWith("@/") ? name.slice(2) : join(dirname(file), name);
    const target = isPackage ? name : normalize(path).split(sep).join("/");
    return { file, target, isPackage, typeOnly: groups?.type !== undefined };
  });
}

const isWithin = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);

function isPackageOf(name: string, allowed: string): boolean {
  return allowed === "node:" ? name.startsWith("node:") : isWithin(name, allowed);
}

function roomOf(file: string): Room | undefined {
  const rooms = ROOMS.filter(({ path }) => isWithin(file, path));
  return rooms.sort((a, b) => b.path.length - a.path.length)[0];
}

function isAllowed({ target, isPackage, typeOnly }: Import, room: Room): boolean {
  if (isPackage) return room.packages.some((allowed) => isPackageOf(target, allowed));
  if (isWithin(target, room.path)) return true;
  if (room.may.some((allowed) => isWithin(target, allowed))) return true;
  return typeOnly && (room.types ?? []).some((allowed) => isWithin(target, allowed));
}

const files = ["app", "db", "lib"].flatMap(listFiles);

describe("who may import whom", () => {
  test("every file stands in a room", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  test("no file imports what its room may not", () => {
    const refused = files.flatMap((file) => {
      const isClient = /^["']use client["']/.test(readFileSync(file, "utf8"));
      const room = isClient ? CLIENT : roomOf(file);
      if (!room) return [];
      return listImports(file)
        .filter((one) => !isAllowed(one, room))
        .map(({ target }) => `${file} imports ${target}: ${room.instead}`);
    });
    expect(refused).toEqual([]);
  });

  test("each reader of a format uses one parser library, and no other reader", () => {
    const readers = files.filter((file) => /^lib\/documents\/read-(?!document)/.test(file));
    expect(readers.length).toBeGreaterThan(0);
    for (const reader of readers) {
      const imports = listImports(reader);
      const libraries = new Set(
        imports.filter((one) => one.isPackage && !one.target.startsWith("node:")).map((one) => one.target),
      );
      expect(libraries.size, `${reader} uses ${[...libraries].join(" and ")}: split it`).toBeLessThanOrEqual(
        1,
      );
      expect(imports.map((one) => one.target).filter((target) => readers.includes(target))).toEqual([]);
    }
  });
});

describe("how files are named and sized", () => {
  const parts = files.flatMap((file) => file.split("/")).map((part) => part.replace(SOURCE, ""));

  test("no folder or file is called utils, helpers, components, common, types or v2", () => {
    const banned = new Set(["utils", "helpers", "components", "common", "types", "v2", "src", "scripts"]);
    expect(parts.filter((part) => banned.has(part))).toEqual([]);
  });

  test("no source is longer than 300 lines", () => {
    const lengths = files.map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length }));
    expect(lengths.filter(({ lines }) => lines > 301)).toEqual([]);
  });
});

describe("Chinese in code", () => {
  test("stands in catalogs, never in TypeScript", () => {
    // The stages match single signs that reports print: numerals, list markers, the sign for year.
    const isStage = (file: string) => STAGES.some((stage) => isWithin(file, stage));
    const code = files.filter((file) => /\.tsx?$/.test(file) && !isStage(file));
    const spoken = code.filter((file) => /[\u4e00-\u9fff]/.test(withoutComments(readFileSync(file, "utf8"))));
    expect(spoken, "move the text to lib/catalog or to a message catalog").toEqual([]);
  });

  function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
  }
});

describe("README.md", () => {
  test("names only paths that exist", () => {
    const text = existsSync("README.md") ? readFileSync("README.md", "utf8") : "";
    const named = [
      ...text.matchAll(/`((?:app|db|lib|tests|public)\/[^`\s*{}<>…]*|[\w.-]+\.(?:json|js|md))`/g),
    ];
    const missing = named.map(([, path = ""]) => path).filter((path) => !existsSync(path));
    expect(missing).toEqual([]);
  });
});
