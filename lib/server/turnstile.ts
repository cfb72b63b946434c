/** Who may come in: so many at once, so many from one address, and not too often from it. */
export interface Turnstile {
  /** Answers what to call when leaving, or why one must wait. */
  readonly enter: (address: string) => (() => void) | "busy" | "too-often";
}

export interface TurnstileLimits {
  readonly atOnce: number;
  readonly atOnceFromOne: number;
  /** In `windowMs`, from one address. */
  readonly often: number;
  readonly windowMs: number;
}

interface Visitor {
  inside: number;
  /** Times of the last entries. */
  times: number[];
}

const MOST_ADDRESSES = 10_000;

export function openTurnstile(limits: TurnstileLimits, now: () => number = Date.now): Turnstile {
  const visitors = new Map<string, Visitor>();
  let inside = 0;

  function forgetPast(since: number): void {
    for (const [address, visitor] of visitors)
      if (visitor.inside === 0 && (visitor.times.at(-1) ?? 0) < since) visitors.delete(address);
  }

  function enter(address: string): (() => void) | "busy" | "too-often" {
    const at = now();
    const since = at - limits.windowMs;
    if (visitors.size >= MOST_ADDRESSES) forgetPast(since);
    const visitor = visitors.get(address) ?? { inside: 0, times: [] };
    visitor.times = visitor.times.filter((time) => time >= since);
    if (visitor.times.length >= limits.often) return "too-often";
    const isFull = inside >= limits.atOnce || visitors.size >= MOST_ADDRESSES;
    if (isFull || visitor.inside >= limits.atOnceFromOne) return "busy";
    visitor.times.push(at);
    visitor.inside += 1;
    inside += 1;
    visitors.set(address, visitor);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      visitor.inside -= 1;
      inside -= 1;
    };
  }

  return { enter };
}
