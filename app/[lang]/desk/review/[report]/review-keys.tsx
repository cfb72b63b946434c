"use client";

import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import css from "../review.module.css";

interface Words {
  readonly heading: string;
  readonly start: string;
  readonly position: string;
  readonly last: string;
  readonly isRead: string;
  readonly isUnread: string;
  readonly help: string;
  readonly close: string;
  readonly single: string;
  readonly keys: Readonly<Record<string, string>>;
}

interface Props {
  readonly words: Words;
  /** Leads to the next report of the queue. */
  readonly next: string;
  readonly mayEdit: boolean;
}

/** Where the choice about single-key shortcuts is kept. */
const SETTING = "gongkai-single-keys";

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

const listCells = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-look]")];
const findSlot = (slot: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-slot="${CSS.escape(slot)}"]`);
const findVerdict = (): HTMLFormElement | null =>
  document.querySelector<HTMLFormElement>("form[data-verdict-form]");

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, select, textarea, dialog, [contenteditable]") !== null;

/** Marks a cell in the list and in the form, opens the original at it, and puts the keyboard there. */
function show(cell: HTMLElement): void {
  for (const old of document.querySelectorAll("[data-look][aria-current], [data-slot][data-current]")) {
    old.removeAttribute("aria-current");
    old.removeAttribute("data-current");
  }
  cell.setAttribute("aria-current", "true");
  cell.parentElement?.scrollTo({ top: cell.offsetTop - cell.parentElement.clientHeight / 3 });
  cell.querySelector<HTMLAnchorElement>("[data-original]")?.click();
  const place = findSlot(cell.dataset.look ?? "");
  place?.setAttribute("data-current", "");
  const target = place ?? cell;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center", inline: "nearest" });
}

/** The keyboard's way through a report: every key does what a link or a button of the page does. */
export function ReviewKeys({ words, next, mayEdit }: Props): ReactNode {
  const [at, setAt] = useState(-1);
  const [said, setSaid] = useState(words.start);
  // Until it is known whether somebody wants them there are none.
  const [isSingle, setIsSingle] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);

  const go = useCallback(
    (to: number) => {
      const cells = listCells();
      const position = Math.min(Math.max(to, 0), cells.length);
      setAt(position);
      const cell = cells[position];
      if (cell === undefined) {
        setSaid(words.last);
        const button = findVerdict()?.querySelector("button");
        button?.focus();
        button?.scrollIntoView({ block: "center" });
        return;
      }
      show(cell);
      const { name = "", why = "" } = cell.dataset;
      setSaid(`${fill(words.position, { at: position + 1, n: cells.length })} ${name} ${why}`);
    },
    [words],
  );

  const decide = useCallback(
    (verdict: "accepted" | "left-unread") => {
      const cell = listCells()[at];
      if (cell !== undefined) {
        const button = cell.querySelector<HTMLButtonElement>("button[data-verdict]");
        if (button?.dataset.verdict === verdict) button.click();
        else if (button !== null) setSaid(verdict === "accepted" ? words.isUnread : words.isRead);
        return;
      }
      const form = at >= 0 ? findVerdict() : null;
      const choice = form?.querySelector<HTMLSelectElement>("select[name=verdict]");
      if (!form || !choice) return;
      choice.value = verdict;
      form.requestSubmit();
    },
    [at, words],
  );

  useEffect(() => {
    setIsSingle(localStorage.getItem(SETTING) !== "off");
    const asked = new URLSearchParams(location.search);
    const field = document.querySelector<HTMLInputElement>("#correct input[name=amount]");
    if (asked.has("cell") && field) {
      field.focus();
      field.scrollIntoView({ block: "center" });
      const cell = listCells().findIndex(({ dataset }) => dataset.look === asked.get("at"));
      setAt(cell);
      return;
    }
    const wanted = asked.get("at");
    if (wanted === "verdict") go(listCells().length);
    else if (wanted !== null)
      go(
        Math.max(
          0,
          listCells().findIndex(({ dataset }) => dataset.look === wanted),
        ),
      );
  }, [go]);

  // Before anybody can see at which cell one is: a key pressed right then is meant for that cell.
  useLayoutEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      n: () => location.assign(next),
      "?": () => dialog.current?.showModal(),
      ...(mayEdit
        ? {
            a: () => decide("accepted"),
            u: () => decide("left-unread"),
            c: () => listCells()[at]?.querySelector<HTMLAnchorElement>("[data-correct]")?.click(),
          }
        : {}),
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // Arrows scroll the page, except from the cell that is looked at.
      const isAtCell = document.activeElement?.hasAttribute("data-current") ?? false;
      const arrow = isAtCell ? { ArrowDown: "j", ArrowUp: "k" }[event.key] : undefined;
      const action = arrow ? actions[arrow] : isSingle ? actions[event.key] : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [at, decide, go, isSingle, mayEdit, next]);

  function choose(isOn: boolean): void {
    setIsSingle(isOn);
    localStorage.setItem(SETTING, isOn ? "on" : "off");
  }

  const shown = Object.entries(words.keys).filter(([key]) => mayEdit || !/^[acu]$/.test(key));
  return (
    <section className={css.keys} aria-label={words.heading}>
      <p role="status" aria-live="polite" className={css.said}>
        {said}
      </p>
      <p className={css.ways}>
        <button type="button" className="quiet" onClick={() => go(at - 1)} aria-label={words.keys.k}>
          ↑
        </button>
        <button type="button" className="quiet" onClick={() => go(at + 1)} aria-label={words.keys.j}>
          ↓
        </button>
        <button type="button" className="quiet" onClick={() => dialog.current?.showModal()}>
          {words.help}
        </button>
      </p>
      <dialog ref={dialog} className={css.help} aria-label={words.heading}>
        <h2>{words.heading}</h2>
        <dl>
          {shown.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="choice">
          <input
            type="checkbox"
            checked={isSingle}
            onChange={({ currentTarget }) => choose(currentTarget.checked)}
          />
          {words.single}
        </label>
        <form method="dialog">
          <button type="submit">{words.close}</button>
        </form>
      </dialog>
    </section>
  );
}
