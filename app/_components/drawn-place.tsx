"use client";

import type { HTMLAttributes } from "react";

interface Props extends HTMLAttributes<HTMLDivElement> {
  readonly markup: string;
}

/**
 * Holds what the server drew. In the browser `markup` may be a mere mark of it; should React ever draw the page
 * anew, it takes the drawing from the page.
 */
export function DrawnPlace({ markup, ...attributes }: Props) {
  const held =
    typeof document === "undefined" || attributes.id === undefined
      ? null
      : document.getElementById(attributes.id);
  return <div {...attributes} dangerouslySetInnerHTML={{ __html: held?.innerHTML ?? markup }} />;
}
