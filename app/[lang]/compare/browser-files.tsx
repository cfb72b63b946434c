"use client";

import { useEffect, useState } from "react";
import { copyTable } from "./copy-table.ts";
import { savePng } from "./save-png.ts";

interface Props {
  /** Address of the drawing as a file; `null` where nothing is drawn. */
  readonly drawing: string | null;
  /** Id of the table. */
  readonly table: string;
  readonly words: {
    readonly png: string;
    readonly pngFailed: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyFailed: string;
  };
}

/** What only a browser can do: the drawing as a PNG, and the table on the clipboard. */
export function BrowserFiles({ drawing, table, words }: Props) {
  const [isLive, setLive] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setLive(true), []);
  if (!isLive) return null;
  return (
    <>
      {drawing !== null && (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            savePng(drawing).then(
              () => setSaid(""),
              () => setSaid(words.pngFailed),
            )
          }
        >
          {words.png}
        </button>
      )}
      <button
        type="button"
        className="quiet"
        onClick={() => setSaid(copyTable(document.getElementById(table)) ? words.copied : words.copyFailed)}
      >
        {words.copy}
      </button>
      <span role="status">{said}</span>
    </>
  );
}
