import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { findFreePort } from "../../lib/setup/free-port.mjs";

/** A server over an empty data folder of its own: what is written at the desk disturbs no other test. */
export interface DeskServer {
  readonly address: string;
  readonly folder: string;
  /** Adds a user; answers the password. */
  readonly addUser: (name: string, ...options: string[]) => string;
  /** Ends the process at once, as a power cut would. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const NODE = process.execPath;

export async function startDeskServer(): Promise<DeskServer> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-desk-"));
  const port = await findFreePort();
  const address = `http://localhost:${port}`;
  const env = { ...process.env, GONGKAI_DATA: folder, PORT: String(port) };
  let ended: Promise<void> = Promise.resolve();
  let stop = () => {};

  async function start(): Promise<void> {
    const child = spawn(NODE, ["--import", "tsx", "lib/server/serve.ts"], { env, stdio: "inherit" });
    ended = new Promise((done) => child.once("close", () => done()));
    stop = () => child.kill("SIGKILL");
    for (let tries = 0; tries < 600; tries++) {
      if (
        await fetch(`${address}/desk/sign-in`).then(
          (answer) => answer.ok,
          () => false,
        )
      )
        return;
      await wait(100);
    }
    throw new Error("The server did not answer");
  }

  const kill = async () => {
    stop();
    await ended;
  };
  await start();
  return {
    address,
    folder,
    addUser: (name, ...options) => {
      const command = [
        "lib/ingest/gongkai.mjs",
        "user",
        "add",
        name,
        "--generate",
        "--lang",
        "en",
        ...options,
      ];
      const said = execFileSync(NODE, command, { env, encoding: "utf8" });
      return /: (?<password>[a-z2-9-]{23})$/m.exec(said)?.groups?.password ?? "";
    },
    kill,
    restart: start,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Signs in on the page of the desk that asks for it. */
export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.locator("input[name=name]").fill(name);
  await page.locator("input[name=password]").fill(password);
  await page.locator("main form button[type=submit]").click();
}
