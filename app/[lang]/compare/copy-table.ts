import { makeWhole } from "@/app/_components/row-window.ts";

/** The lines of a table with its cells, as a sheet takes them: tabs and line ends, signs of sorting left out. */
function toSeparated(table: HTMLElement): string {
  return [...table.querySelectorAll("tr")]
    .map((row) =>
      [...row.children].map((cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim()).join("\t"),
    )
    .join("\r\n");
}

/** The table without what belongs to the page: links, classes and signs for the eye alone. */
function toPlain(table: HTMLElement): HTMLElement {
  const copy = table.cloneNode(true) as HTMLElement;
  for (const sign of copy.querySelectorAll("[aria-hidden], .mark")) sign.remove();
  for (const link of copy.querySelectorAll("a, span")) {
    const part = link.classList.contains("fraction") ? ` (${link.textContent})` : link.textContent;
    link.replaceWith(part ?? "");
  }
  for (const one of [copy, ...copy.querySelectorAll("*")])
    for (const name of one.getAttributeNames())
      if (name !== "colspan" && name !== "rowspan") one.removeAttribute(name);
  return copy;
}

/**
 * Puts a table on the clipboard as HTML for Word and as separated values for Excel. By the event of copying: the clipboard's own
 * interface is closed to pages that are not served over TLS.
 */
export function copyTable(table: HTMLElement | null): boolean {
  if (table === null) return false;
  makeWhole(table);
  const plain = toPlain(table);
  let taken = false;
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/html", plain.outerHTML);
    event.clipboardData?.setData("text/plain", toSeparated(plain));
    event.preventDefault();
    taken = event.clipboardData !== null;
  };
  document.addEventListener("copy", write, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", write);
  return taken;
}
