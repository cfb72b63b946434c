import type { ReactNode } from "react";
import { href } from "@/app/_messages/messages.ts";
import type { Desk } from "./enter.ts";

interface Props {
  readonly desk: Desk;
  /** Path without the language. */
  readonly action: string;
  readonly className?: string | undefined;
  readonly label?: string;
  /** A name by which scripts find it. */
  readonly mark?: `data-${string}`;
  readonly children: ReactNode;
}

/** A form that writes: it bears what only pages of this session know. */
export function DeskForm({ desk, action, className, label, mark, children }: Props) {
  return (
    <form
      method="post"
      action={href(desk.lang, action)}
      className={className}
      aria-label={label}
      {...(mark === undefined ? {} : { [mark]: "" })}
    >
      <input type="hidden" name="token" value={desk.formToken} />
      {children}
    </form>
  );
}
