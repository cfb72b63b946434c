import { AsyncLocalStorage } from "node:async_hooks";

/** Server and app load this module each for itself; what is set aside must be the same for both. */
const shared = globalThis as typeof globalThis & { gongkaiSetAside?: AsyncLocalStorage<Buffer[]> };
shared.gongkaiSetAside ??= new AsyncLocalStorage();
const setAside = shared.gongkaiSetAside;

const OPEN = "<!--set-aside ";
const CLOSE = "-->";

export interface Place {
  /** Id for the element that holds the markup; none where nothing was set aside. */
  readonly id: string | undefined;
  /** What stands in the element: a mark that `putMarkupBack` replaces, or the markup itself. */
  readonly markup: string;
}

/**
 * Sets large markup aside while a page is rendered under `settingMarkupAside`, so that React carries a short mark in its
 * place: React would escape, copy and send every string twice, as HTML and as data for the browser. Without
 * it (`next dev`, requests of the router) the markup stays where it is. DrawnMarkup draws it.
 */
export function setMarkupAside(markup: string): Place {
  const parts = setAside.getStore();
  if (parts === undefined) return { id: undefined, markup };
  const number = parts.push(Buffer.from(markup)) - 1;
  return { id: `drawn-${number}`, markup: `${OPEN}${number}${CLOSE}` };
}

/** Runs a rendering whose large markup is gathered in `parts`. */
export function settingMarkupAside<T>(parts: Buffer[], render: () => T): T {
  return setAside.run(parts, render);
}

/**
 * The finished page (UTF-8) with all that was set aside back in its place. Marks inside scripts are escaped by React
 * and stay marks.
 */
export function putMarkupBack(page: Buffer, parts: readonly Buffer[]): Buffer {
  if (parts.length === 0) return page;
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = page.indexOf(OPEN); at >= 0; at = page.indexOf(OPEN, from)) {
    const end = page.indexOf(CLOSE, at);
    const part = parts[Number(page.toString("latin1", at + OPEN.length, end))];
    if (part === undefined) throw new Error("A mark of markup that was never set aside");
    pieces.push(page.subarray(from, at), part);
    from = end + CLOSE.length;
  }
  return Buffer.concat([...pieces, page.subarray(from)]);
}
