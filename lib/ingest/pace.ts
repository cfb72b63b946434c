/** How fast files are done with lately: what was skipped at the start says nothing of what is still to be read. */
export interface Pace {
  readonly count: (done: number, milliseconds: number) => void;
  /** Files a second; 0 while nothing is known. */
  readonly perSecond: () => number;
}

const LATELY_MS = 15_000;
const SAMPLES = 30;

export function keepPace(): Pace {
  const samples: { readonly done: number; readonly at: number }[] = [];
  return {
    count: (done, at) => {
      const newest = samples.at(-2);
      if (newest !== undefined && at - newest.at < LATELY_MS / SAMPLES) samples.pop();
      samples.push({ done, at });
      while (samples.length > 2 && at - (samples[0]?.at ?? at) > LATELY_MS) samples.shift();
    },
    perSecond: () => {
      const [first, last] = [samples[0], samples.at(-1)];
      if (first === undefined || last === undefined || last.at === first.at) return 0;
      return ((last.done - first.done) / (last.at - first.at)) * 1000;
    },
  };
}
