import { type Options, SingleBar } from "cli-progress";
import type { Language } from "../catalog/schema.ts";
import type { Progress } from "./ingest.ts";
import { fill, getMessages } from "./messages.ts";

export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** A bar with rate and time left on a terminal, a plain line a file elsewhere. */
export function showProgress(stream: NodeJS.WriteStream, language: Language): ProgressDisplay {
  return stream.isTTY ? showBar(stream, language) : showLines(stream, language);
}

function showBar(stream: NodeJS.WriteStream, language: Language): ProgressDisplay {
  const { rate, remaining } = getMessages(language).ingestion;
  const bar = new SingleBar({ format, stream, barsize: 30, hideCursor: true });
  const started = performance.now();

  function format(
    options: Options,
    { progress, value, total }: { progress: number; value: number; total: number },
  ) {
    const elapsed = Math.max(performance.now() - started, 1) / 1000;
    const perSecond = value / elapsed;
    const filled = Math.round(progress * (options.barsize ?? 30));
    const parts = [`${"█".repeat(filled)}${"░".repeat((options.barsize ?? 30) - filled)} ${value}/${total}`];
    if (value > 0) {
      parts.push(fill(rate, { rate: perSecond.toFixed(1) }));
      parts.push(fill(remaining, { seconds: Math.ceil((total - value) / perSecond) }));
    }
    return parts.join("  ");
  }

  return {
    show: ({ done, total }) => (done === 0 ? bar.start(total, 0) : bar.update(done)),
    end: () => bar.stop(),
  };
}

function showLines(stream: NodeJS.WriteStream, language: Language): ProgressDisplay {
  const { result, cells } = getMessages(language).ingestion;
  return {
    show: ({ done, total, last }) => {
      if (!last || last.result === "unchanged") return;
      const read = last.result === "failed" ? "" : `  ${fill(cells, last.cells)}`;
      stream.write(`[${done}/${total}] ${result[last.result]}  ${last.path}${read}\n`);
    },
    end: () => {},
  };
}
