import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Asks for a secret on the terminal; what is typed is not shown. */
export function askSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((answer) => {
    let line = "";
    terminal.once("line", (typed) => {
      line = typed;
      terminal.close();
    });
    terminal.once("close", () => {
      process.stderr.write("\n");
      answer(line);
    });
  });
}
