/** Rows that leave the page and come back together. */
const PORTION = 40;
/** Sent to a table whose rows are all needed in the page. */
const WHOLE = "whole-table";

/** Brings back what has left a long table, for whoever is about to copy it. */
export function makeWhole(table: HTMLElement): void {
  table.dispatchEvent(new Event(WHOLE));
}

interface Portion {
  readonly columns: number;
  readonly body: HTMLTableSectionElement;
  readonly rows: readonly HTMLTableRowElement[];
  readonly height: number;
}

/**
 * Keeps only the rows near the screen in the page, once a table comes near it. The server sends every row, so that without scripts
 * nothing is missing; the table is whole again for printing, searching in the page, selecting everything and copying. Answers how to
 * give the table up.
 */
export function windowRows(scroller: HTMLElement, table: HTMLTableElement): () => void {
  let close: (() => void) | undefined;
  let width = 0;
  const giveUp = () => {
    near.disconnect();
    resized.disconnect();
    close?.();
    close = undefined;
    removeEventListener("beforeprint", giveUp);
    removeEventListener("keydown", onKey, true);
    table.removeEventListener(WHOLE, giveUp);
  };
  const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key === "F3" || ((ctrlKey || metaKey) && ["f", "g", "a"].includes(key.toLowerCase()))) giveUp();
  };
  const near = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    near.disconnect();
    resized.observe(scroller);
  });
  // Heights and widths hold for one width of the frame.
  const resized = new ResizeObserver(() => {
    if (scroller.clientWidth === width) return;
    width = scroller.clientWidth;
    close?.();
    close = open(scroller, table);
  });
  near.observe(scroller);
  addEventListener("beforeprint", giveUp);
  addEventListener("keydown", onKey, true);
  table.addEventListener(WHOLE, giveUp);
  return giveUp;
}

function open(scroller: HTMLElement, table: HTMLTableElement): () => void {
  const thaw = freezeWidths(table);
  const portions = divide(table);
  const byBody = new Map(portions.map((portion) => [portion.body, portion]));
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const portion = byBody.get(target as HTMLTableSectionElement);
        if (portion === undefined) continue;
        if (isIntersecting) bringBack(portion);
        else if (!isInUse(portion)) takeOut(portion);
      }
    },
    { root: scroller, rootMargin: "100% 0px" },
  );
  for (const { body } of portions) watch.observe(body);
  return () => {
    watch.disconnect();
    for (const portion of portions) bringBack(portion);
    thaw();
  };
}

/** Columns keep the widths that all rows together gave them. */
function freezeWidths(table: HTMLTableElement): () => void {
  const cells = [...(table.tHead?.rows[0]?.cells ?? [])];
  const columns = document.createElement("colgroup");
  for (const cell of cells) {
    const column = document.createElement("col");
    column.style.width = `${cell.getBoundingClientRect().width}px`;
    columns.append(column);
  }
  const { width } = table.getBoundingClientRect();
  table.insertBefore(columns, table.tHead);
  table.style.width = `${width}px`;
  table.style.tableLayout = "fixed";
  return () => {
    columns.remove();
    table.style.width = "";
    table.style.tableLayout = "";
  };
}

/** Bodies of a portion each. Rows are counted for whoever hears the table, since most of them will not be there. */
function divide(table: HTMLTableElement): Portion[] {
  let index = 0;
  for (const row of table.rows) row.setAttribute("aria-rowindex", String(++index));
  table.setAttribute("aria-rowcount", String(index));
  // A cell that spans rows holds its body together.
  for (const body of [...table.tBodies].filter((one) => one.querySelector("[rowspan]") === null))
    for (let last = body; last.rows.length > PORTION; ) {
      const next = body.cloneNode(false) as HTMLTableSectionElement;
      next.append(...[...last.rows].slice(PORTION));
      last.after(next);
      last = next;
    }
  const columns = table.tHead?.rows[0]?.cells.length ?? 1;
  return [...table.tBodies].map((body) => ({
    columns,
    body,
    rows: [...body.rows],
    height: body.getBoundingClientRect().height,
  }));
}

function isInUse({ body }: Portion): boolean {
  if (body.contains(document.activeElement)) return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(body, true);
}

function takeOut({ body, columns, height, rows }: Portion): void {
  if (rows[0]?.parentNode !== body) return;
  const gap = document.createElement("tr");
  gap.className = "gap";
  gap.ariaHidden = "true";
  const cell = gap.insertCell();
  cell.style.height = `${height}px`;
  cell.colSpan = columns;
  body.replaceChildren(gap);
}

function bringBack({ body, rows }: Portion): void {
  if (rows[0]?.parentNode !== body) body.replaceChildren(...rows);
}
