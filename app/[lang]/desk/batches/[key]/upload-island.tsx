"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import css from "./batch.module.css";
import { type ChosenFile, listDropped, listFolder, sendFile } from "./sending.ts";

interface Words {
  readonly drop: string;
  readonly folder: string;
  readonly waiting: string;
  readonly sending: string;
  readonly sent: string;
  readonly failed: string;
  readonly tooLarge: string;
  readonly ended: string;
  readonly again: string;
  readonly signIn: string;
  readonly reading: string;
  readonly left: string;
}

interface Props {
  /** Of the page of the batch. */
  readonly address: string;
  readonly signIn: string;
  /** Whether files of the batch wait to be read. */
  readonly isReading: boolean;
  readonly largest: number;
  readonly words: Words;
}

interface Sending extends ChosenFile {
  readonly id: number;
  readonly share: number;
  readonly state: "waiting" | "sending" | "sent" | "failed" | "too-large" | "ended";
  readonly why?: string;
}

const POLL_MS = 1500;

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** Sends files one by one, each with its progress; where the session ends, what is left waits for a new one. */
export function UploadIsland({ address, signIn, isReading, largest, words }: Props): ReactNode {
  const [files, setFiles] = useState<readonly Sending[]>([]);
  const [isOver, setIsOver] = useState(false);
  const [left, setLeft] = useState<number>();
  const root = useRef<HTMLDivElement>(null);

  function add(chosen: readonly ChosenFile[]): void {
    setFiles((all) => [
      ...all,
      ...chosen.map((one, at): Sending => {
        const isTooLarge = one.file.size > largest;
        return { ...one, id: all.length + at, share: 0, state: isTooLarge ? "too-large" : "waiting" };
      }),
    ]);
  }

  useEffect(() => {
    const form = root.current?.closest("form");
    if (!form) return;
    const input = form.querySelector<HTMLInputElement>("input[type=file][name=file]");
    const submit = (event: Event) => {
      event.preventDefault();
      add([...(input?.files ?? [])].map((file) => ({ file, path: file.name })));
      form.reset();
    };
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(event.type === "dragover");
    };
    const drop = (event: DragEvent) => {
      over(event);
      if (event.dataTransfer) void listDropped(event.dataTransfer).then(add);
    };
    form.addEventListener("submit", submit);
    form.addEventListener("dragover", over);
    form.addEventListener("dragleave", over);
    form.addEventListener("drop", drop);
    return () => {
      form.removeEventListener("submit", submit);
      form.removeEventListener("dragover", over);
      form.removeEventListener("dragleave", over);
      form.removeEventListener("drop", drop);
    };
  });

  useEffect(() => {
    const next = files.find(({ state }) => state === "waiting");
    const hasEnded = files.some(({ state }) => state === "ended");
    const isBusy = files.some(({ state }) => state === "sending");
    if (isBusy || next === undefined || hasEnded) return;
    const change = (part: Partial<Sending>) =>
      setFiles((all) => all.map((file) => (file.id === next.id ? { ...file, ...part } : file)));
    const token = root.current?.closest("form")?.querySelector<HTMLInputElement>("input[name=token]")?.value;
    change({ state: "sending" });
    void sendFile(`${address}/files`, token ?? "", next, (share) => change({ share })).then(change);
  }, [files, address]);

  const isSending = files.some(
    ({ state }) => state === "waiting" || state === "sending" || state === "ended",
  );
  const isWatching = isReading || files.some(({ state }) => state === "sent");
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isSending]);

  useEffect(() => {
    if (!isWatching) return;
    const timer = setInterval(async () => {
      const answer = await fetch(`${address}/progress`, { headers: { accept: "application/json" } }).catch(
        () => undefined,
      );
      if (!answer?.ok) return;
      const counts = (await answer.json()) as Readonly<Record<string, number>>;
      const waiting = (counts.waiting ?? 0) + (counts.reading ?? 0) + (counts.receiving ?? 0);
      setLeft(waiting);
      // What somebody is filling in is not taken from under his hands.
      const isWriting =
        document.activeElement?.closest("main form") !== null &&
        document.activeElement?.closest("main form") !== root.current?.closest("form");
      if (waiting === 0 && !isSending && !isWriting) location.reload();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [isWatching, isSending, address]);

  const resume = () =>
    setFiles((all) =>
      all.map((file) =>
        file.state === "ended" || file.state === "failed" ? { ...file, state: "waiting" } : file,
      ),
    );
  const canResume = files.some(({ state }) => state === "ended" || state === "failed");
  return (
    <div ref={root} className={isOver ? `${css.island} ${css.over}` : css.island}>
      <p className="small soft">{words.drop}</p>
      <label className="field">
        {words.folder}
        <input
          type="file"
          multiple
          // @ts-expect-error: in every browser, not in React's types
          webkitdirectory=""
          onChange={({ currentTarget }) => {
            add(listFolder(currentTarget.files));
            currentTarget.value = "";
          }}
        />
      </label>
      <ul className="plain" aria-live="polite">
        {files.map(({ id, path, state, share, why }) => (
          <li key={id} className={css.sending}>
            <span>{path}</span>
            <progress max={1} value={state === "sent" ? 1 : share} aria-label={path} />
            <span className="small soft">
              {state === "failed"
                ? (why ?? words.failed)
                : state === "too-large"
                  ? words.tooLarge
                  : words[state]}
            </span>
          </li>
        ))}
      </ul>
      {canResume ? (
        <p className="actions">
          <button type="button" className="quiet" onClick={resume}>
            {words.again}
          </button>
          <a href={signIn} target="_blank" rel="noreferrer">
            {words.signIn}
          </a>
        </p>
      ) : null}
      {isWatching ? (
        <p role="status">{left === undefined ? words.reading : fill(words.left, { n: left })}</p>
      ) : null}
    </div>
  );
}
