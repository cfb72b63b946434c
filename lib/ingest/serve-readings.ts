import { basename } from "node:path";
import { serialize } from "node:v8";
import type { MessagePort } from "node:worker_threads";
import { listMembers } from "../documents/archive.ts";
import { hashOf } from "../documents/hash.ts";
import { sniff } from "../documents/sniff.ts";
import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { failedReading } from "./file-reading.ts";
import { type OpenedFile, openFile } from "./open-file.ts";
import { describeCrash, type ReadReports, readOpened } from "./read-opened.ts";
import { isReportMember } from "./source-files.ts";
import type { FromWorker, Job, ToWorker } from "./worker-messages.ts";

function open({ path, bytes }: Job): Outcome<OpenedFile | null> {
  if (bytes === undefined) return openFile(path);
  return { value: { path, bytes, sha256: hashOf(bytes) }, findings: [] };
}

/** The worker's side of worker-messages.ts: answers with files read, one at a time. */
export function serveReadings(port: MessagePort, readReports: ReadReports): void {
  let goOn: ((read: boolean) => void) | undefined;

  // Serialized here, since the answer passes through two processes and is unpacked in the last.
  function answer(message: FromWorker): void {
    const bytes = new Uint8Array(serialize(message));
    port.postMessage(bytes, [bytes.buffer]);
  }

  function ask(message: FromWorker): Promise<boolean> {
    return new Promise((done) => {
      goOn = done;
      answer(message);
    });
  }

  async function work(job: Job): Promise<FromWorker> {
    const { value: opened, findings } = open(job);
    if (opened === null) return { kind: "done", reading: failedReading(job.path, null, findings) };
    const { path, sha256, bytes } = opened;
    if (job.sha256 !== undefined && job.sha256 !== sha256) {
      const changed: Finding = { code: "file-changed", parameters: { file: path } };
      return { kind: "done", reading: failedReading(path, sha256, [changed]) };
    }
    if (sniff(bytes) !== "archive") {
      const file = { fileName: basename(path), keep: job.keep === true };
      return { kind: "done", reading: await readOpened(opened, file, readReports) };
    }
    const onArchive = job.expand ? await readMembers(opened, job) : [];
    return { kind: "done", reading: { path, sha256, state: "archive", readings: [], findings: onArchive } };
  }

  /** Answers with each member. Gives what is to be said of the archive. */
  async function readMembers(archive: OpenedFile, { after = 0, keep = false }: Job): Promise<Finding[]> {
    const found: Finding[] = [];
    let members = 0;
    for (const { value: member, findings } of listMembers(archive.bytes)) {
      found.push(...findings);
      if (member === null || !isReportMember(member)) continue;
      members += 1;
      if (members <= after) continue;
      const { name, bytes } = member;
      const opened = { path: `${archive.path}/${name}`, sha256: hashOf(bytes), bytes };
      if (!(await ask({ kind: "member", path: opened.path, sha256: opened.sha256 }))) continue;
      // A reader may take its bytes for itself.
      const original = keep ? { bytes: bytes.slice() } : {};
      const reading = await readOpened(opened, { fileName: name, keep }, readReports);
      await ask({ kind: "reading", reading: { ...reading, ...original } });
    }
    if (members === 0 && found.length === 0) found.push({ code: "archive-without-files", parameters: {} });
    return found;
  }

  port.on("message", (message: ToWorker) => {
    if (message.kind === "go") goOn?.(message.read);
    else
      work(message.job).then(answer, (error) =>
        answer({ kind: "done", reading: failedReading(message.job.path, null, [describeCrash(error)]) }),
      );
  });
  answer({ kind: "ready" });
}
