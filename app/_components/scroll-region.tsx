import type { ReactNode } from "react";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Markup } from "@/lib/exports/html.ts";
import { DrawnMarkup } from "./drawn-markup.tsx";

interface Props {
  readonly name: string;
  readonly lang: Language;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

function regionProps({ name, lang, className }: Omit<Props, "children">) {
  return {
    className: className === undefined ? "scroller" : `scroller ${className}`,
    role: "region",
    "aria-label": fill(messages(lang).report.forms.region, { name }),
    // What scrolls must take the keyboard.
    tabIndex: 0,
  };
}

/** A wide table in a frame of its own, so that the page never scrolls sideways. */
export function ScrollRegion({ children, ...props }: Props) {
  return <div {...regionProps(props)}>{children}</div>;
}

/** The same around a table drawn as one string. */
export function DrawnRegion({ markup, ...props }: Omit<Props, "children"> & { readonly markup: Markup }) {
  return <DrawnMarkup {...regionProps(props)} markup={markup.markup} />;
}
