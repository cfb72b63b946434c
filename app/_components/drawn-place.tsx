"use client";

import { type HTMLAttributes, useEffect, useRef } from "react";

interface Props extends HTMLAttributes<HTMLDivElement> {
  readonly markup: string;
}

/**
 * Holds what the server drew. In the browser `markup` may be a mere mark of it; should React ever draw the page
 * anew, it takes the drawing from the page. Of a table of hundreds of rows only those near the screen are kept there.
 */
export function DrawnPlace({ markup, ...attributes }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    const table = element?.querySelector<HTMLTableElement>("table.huge");
    if (!element || !table) return;
    let giveUp: (() => void) | undefined;
    let gone = false;
    import("./row-window.ts").then(({ windowRows }) => {
      if (!gone) giveUp = windowRows(element, table);
    });
    return () => {
      gone = true;
      giveUp?.();
    };
  }, []);
  const held =
    typeof document === "undefined" || attributes.id === undefined
      ? null
      : document.getElementById(attributes.id);
  return <div {...attributes} ref={place} dangerouslySetInnerHTML={{ __html: held?.innerHTML ?? markup }} />;
}
