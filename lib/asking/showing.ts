import { AsyncLocalStorage } from "node:async_hooks";
import type { AskRefusal, TypedQuestion } from "./rules.ts";

/** A form that was sent and not taken: shown again with what was typed, which stands in no address. */
export interface RefusedQuestion {
  readonly why: AskRefusal;
  readonly typed: TypedQuestion;
}

/** Server and app load this module each for itself; both must mean the same. */
const shared = globalThis as typeof globalThis & { gongkaiAsking?: AsyncLocalStorage<RefusedQuestion> };
shared.gongkaiAsking ??= new AsyncLocalStorage();
const current = shared.gongkaiAsking;

export function showingRefused<T>(refused: RefusedQuestion, render: () => T): T {
  return current.run(refused, render);
}

/** What the rendering under way is to say, and to show again. */
export function getRefused(): RefusedQuestion | undefined {
  return current.getStore();
}
