/** So many may work at once; who asks first is served first, also who asks for all. */
export interface Permits {
  readonly take: (count: number) => Promise<void>;
  readonly giveBack: (count: number) => void;
}

export function issuePermits(total: number): Permits {
  const queue: { readonly count: number; readonly admit: () => void }[] = [];
  let free = total;

  function admitNext(): void {
    const [first] = queue;
    if (first === undefined || first.count > free) return;
    queue.shift();
    free -= first.count;
    first.admit();
    admitNext();
  }

  return {
    take: (count) =>
      new Promise((admit) => {
        queue.push({ count, admit });
        admitNext();
      }),
    giveBack: (count) => {
      free += count;
      admitNext();
    },
  };
}
