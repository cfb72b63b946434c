import type { ReactNode } from "react";
import { Frame } from "@/app/_components/frame.tsx";
import { href, messages } from "@/app/_messages/messages.ts";
import { may, type Permission } from "@/lib/desk/roles.ts";
import css from "./desk.module.css";
import { DeskForm } from "./desk-form.tsx";
import type { Desk } from "./enter.ts";

const SECTIONS: readonly {
  readonly id: "desk" | "review" | "agencies" | "deadlines" | "users" | "audit" | "account";
  readonly path: string;
  readonly needs: Permission;
}[] = [
  { id: "desk", path: "/desk", needs: "read-drafts" },
  { id: "review", path: "/desk/review", needs: "read-drafts" },
  { id: "agencies", path: "/desk/agencies", needs: "administer" },
  { id: "deadlines", path: "/desk/deadlines", needs: "administer" },
  { id: "users", path: "/desk/users", needs: "administer" },
  { id: "audit", path: "/desk/audit", needs: "administer" },
  { id: "account", path: "/desk/account", needs: "read-drafts" },
];

interface Props {
  readonly desk: Desk;
  /** Path and query without the language. */
  readonly path: string;
  readonly section: (typeof SECTIONS)[number]["id"];
  /** What the address says became of a form. */
  readonly told?: Readonly<Record<string, string | string[] | undefined>>;
  readonly children: ReactNode;
}

/** The frame of every page behind the sign-in, with what became of the form sent last. */
export function DeskFrame({ desk, path, section, told = {}, children }: Props) {
  const { lang, user } = desk;
  const { desk: words } = messages(lang);
  const sections = SECTIONS.filter(({ needs }) => may(user.role, needs));
  return (
    <Frame lang={lang} path={path}>
      <div className={css.bar}>
        <nav aria-label={words.navigation.label}>
          {sections.map(({ id, path: target }) => (
            <a key={id} href={href(lang, target)} aria-current={id === section ? "page" : undefined}>
              {words.navigation[id]}
            </a>
          ))}
        </nav>
        <DeskForm desk={desk} action="/desk/sign-out" className={css.out}>
          <span className="small soft">
            {user.name} · {words.roles[user.role]}
          </span>
          <button type="submit" className="quiet">
            {words.signOut}
          </button>
        </DeskForm>
      </div>
      <Told words={words.done} code={told.done} className="note" />
      <Told words={words.problems} code={told.problem} className="note error" />
      {children}
    </Frame>
  );
}

interface ToldProps {
  readonly words: Readonly<Record<string, string>>;
  readonly code: string | string[] | undefined;
  readonly className: string;
}

function Told({ words, code, className }: ToldProps) {
  const sentence = typeof code === "string" && Object.hasOwn(words, code) ? words[code] : undefined;
  return sentence === undefined ? null : (
    <p className={className} role="status">
      {sentence}
    </p>
  );
}
