import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }\n',
  "next.config.js": 'export default { turbopack: { root: "../../.." } };\n',
  "app/layout.jsx": "export default ({ children }) => <html lang='zh'><body>{children}</body></html>;\n",
  // Rendered on request, as every page of the site is.
  "app/page.jsx":
    "import { connection } from 'next/server';\nexport default async function Page() {\n  await connection();\n  return <p>empty</p>;\n}\n",
};

/**
 * Builds an app of one empty server-component page with the project's Next, inside .gongkai because Turbopack
 * resolves packages below its root only. Answers its folder.
 */
export function buildEmptyApp(home: string): string {
  const folder = join(home, ".gongkai/bench/empty");
  if (existsSync(join(folder, ".next/BUILD_ID"))) return folder;
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text.replace('"../../.."', JSON.stringify(home)));
  }
  const next = join(home, "node_modules/next/dist/bin/next");
  execFileSync(process.execPath, [next, "build"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: ".next" },
  });
  return folder;
}
