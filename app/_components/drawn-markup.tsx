import type { HTMLAttributes } from "react";
import { setMarkupAside } from "@/lib/late-markup.ts";
import { DrawnPlace } from "./drawn-place.tsx";

interface Props extends HTMLAttributes<HTMLDivElement> {
  readonly markup: string;
}

/** An element around large finished markup, which is sent to the browser once. */
export function DrawnMarkup({ markup, ...attributes }: Props) {
  return <DrawnPlace {...attributes} {...setMarkupAside(markup)} />;
}
