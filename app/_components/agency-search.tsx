"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { SearchAnswer, SearchHit } from "./search-answer.ts";

interface Props {
  /** Where the plain form leads. */
  readonly action: string;
  readonly lang: string;
  readonly words: {
    readonly label: string;
    readonly placeholder: string;
    readonly submit: string;
    readonly hits: string;
    readonly found: string;
    readonly none: string;
  };
  readonly value?: string;
  /** Fields of the address that are kept. */
  readonly keep?: Readonly<Record<string, string>>;
  readonly compact?: boolean;
  /** Where a hit leads instead of its own page: an address in which `{id}` stands for it. */
  readonly target?: string;
}

const PAUSE = 90;
const answers = new Map<string, readonly SearchHit[]>();

async function ask(q: string, lang: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const address = `/api/search?${new URLSearchParams({ q, lang })}`;
  const known = answers.get(address);
  if (known) return known;
  const response = await fetch(address, { signal });
  if (!response.ok) return [];
  const { hits } = (await response.json()) as SearchAnswer;
  answers.set(address, hits);
  return hits;
}

/**
 * A search form that answers while one types (WAI-ARIA's editable combobox with list autocomplete). Without script, and
 * before it runs, it is a plain form.
 */
export function AgencySearch({ action, lang, words, value, keep = {}, compact = false, target }: Props) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const pending = useRef<{ timer?: ReturnType<typeof setTimeout>; fetch?: AbortController }>({});
  const [isLive, setLive] = useState(false);
  const [hits, setHits] = useState<readonly SearchHit[]>();
  const [active, setActive] = useState(-1);
  const isOpen = hits !== undefined && hits.length > 0;

  useEffect(() => {
    setLive(true);
    const held = pending.current;
    const leave = ({ target }: Event) => {
      if (!form.current?.contains(target as Node)) setHits(undefined);
    };
    document.addEventListener("pointerdown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      clearTimeout(held.timer);
      held.fetch?.abort();
    };
  }, []);

  function show(found: readonly SearchHit[] | undefined) {
    setHits(found);
    setActive(-1);
  }

  function open(hit: SearchHit | undefined) {
    const address = hit && (target?.replace("{id}", hit.id) ?? hit.address);
    location.assign(address ?? action);
  }

  function type(text: string) {
    const held = pending.current;
    clearTimeout(held.timer);
    held.fetch?.abort();
    if (text.trim() === "") return show(undefined);
    held.timer = setTimeout(() => {
      const fetching = new AbortController();
      held.fetch = fetching;
      // What cannot be asked is not answered: the form still is there.
      ask(text, lang, fetching.signal).then(show, () => undefined);
    }, PAUSE);
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    // While an input method composes, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (key === "Escape" && isOpen) show(undefined);
    else if (key === "ArrowDown" || key === "ArrowUp") {
      if (!isOpen) return type(event.currentTarget.value);
      const step = key === "ArrowDown" ? 1 : -1;
      // From the last to the field itself, and on to the first.
      setActive(((active + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    } else if (key === "Enter" && isOpen && active >= 0) open(hits[active]);
    else return;
    event.preventDefault();
  }

  return (
    <search className={compact ? "agency-search compact" : "agency-search"}>
      <form
        ref={form}
        action={action}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget && !form.current?.contains(relatedTarget)) show(undefined);
        }}
      >
        <input
          type="search"
          name="q"
          aria-label={words.label}
          placeholder={compact ? words.label : words.placeholder}
          defaultValue={value}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          {...(isLive && {
            role: "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": isOpen,
            "aria-controls": `${id}-hits`,
            "aria-activedescendant": active < 0 ? undefined : `${id}-${active}`,
          })}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={press}
        />
        {Object.entries(keep).map(([name, kept]) => (
          <input key={name} type="hidden" name={name} value={kept} />
        ))}
        <button type="submit" aria-label={compact ? words.submit : undefined}>
          {compact ? <Glass /> : words.submit}
        </button>
        {isLive && (
          <>
            <div id={`${id}-hits`} role="listbox" aria-label={words.hits} hidden={!isOpen}>
              {hits?.map((hit, at) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list are the field's, which keeps the focus.
                <div
                  key={hit.id}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={at === active}
                  tabIndex={-1}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => open(hit)}
                >
                  {hit.name}
                  <small>{[hit.place, hit.kind].filter((part) => part !== "").join(" \u00b7 ")}</small>
                </div>
              ))}
            </div>
            <p className="aside-voice" role="status">
              {hits && (isOpen ? words.found.replace("{n}", String(hits.length)) : words.none)}
            </p>
          </>
        )}
      </form>
    </search>
  );
}

function Glass() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="6.5" cy="6.5" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="m10 10 4.5 4.5" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
