import { type Options, SingleBar } from "cli-progress";
import type { Language } from "../catalog/schema.ts";
import type { IngestedFile } from "./ingest.ts";
import { fill, getMessages } from "./messages.ts";
import { keepPace } from "./pace.ts";
import { truncate } from "./text-table.ts";

export interface ProgressDisplay {
  /** A worker begins with a file. */
  readonly begin: (path: string) => void;
  /** A file, or a member of one, is stored or refused; `done` files are done with. */
  readonly show: (file: IngestedFile, done: number) => void;
  readonly end: () => void;
}

/** A bar with rate, time left and the file being read on a terminal, a plain line a file elsewhere. */
export function showProgress(stream: NodeJS.WriteStream, total: number, language: Language): ProgressDisplay {
  return stream.isTTY ? showBar(stream, total, language) : showLines(stream, total, language);
}

const BAR_WIDTH = 30;
const NARROWEST_PATH = 10;

function printLeft(seconds: number, language: Language): string {
  const { remaining, remainingMinutes } = getMessages(language).ingestion;
  return seconds < 100
    ? fill(remaining, { seconds: Math.ceil(seconds) })
    : fill(remainingMinutes, { minutes: Math.ceil(seconds / 60) });
}

function showBar(stream: NodeJS.WriteStream, total: number, language: Language): ProgressDisplay {
  const { rate, failures } = getMessages(language).ingestion;
  const pace = keepPace();
  let failed = 0;
  let path = "";

  function format(_: Options, { progress, value }: { progress: number; value: number }): string {
    const filled = Math.round(progress * BAR_WIDTH);
    const parts = [`${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${value}/${total}`];
    const perSecond = pace.perSecond();
    if (perSecond > 0) {
      parts.push(
        fill(rate, { rate: perSecond.toFixed(1) }),
        printLeft((total - value) / perSecond, language),
      );
    }
    if (failed > 0) parts.push(fill(failures, { count: failed }));
    const line = parts.join("  ");
    const room = Math.max((stream.columns ?? 80) - line.length - 12, NARROWEST_PATH);
    return path === "" ? line : `${line}  ${truncateStart(path, room)}`;
  }

  const bar = new SingleBar({ format, stream, barsize: BAR_WIDTH, hideCursor: true });
  bar.start(total, 0);
  pace.count(0, performance.now());
  return {
    begin: (begun) => {
      path = begun;
    },
    show: ({ result }, done) => {
      if (result === "failed") failed += 1;
      pace.count(done, performance.now());
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}

/** The end of a path says more than its beginning. */
function truncateStart(path: string, width: number): string {
  const reversed = (text: string): string => [...text].reverse().join("");
  return reversed(truncate(reversed(path), width));
}

function showLines(stream: NodeJS.WriteStream, total: number, language: Language): ProgressDisplay {
  const { result, cells } = getMessages(language).ingestion;
  return {
    begin: () => {},
    show: (file, done) => {
      if (file.result === "unchanged") return;
      const isRead = file.result !== "failed" && file.result !== "unpacked";
      const read = isRead ? `  ${fill(cells, file.cells)}` : "";
      stream.write(`[${done}/${total}] ${result[file.result]}  ${file.path}${read}\n`);
    },
    end: () => {},
  };
}
