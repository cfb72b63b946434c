import type { Metadata } from "next";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { SHORTEST_PASSWORD } from "@/db/desk/passwords.ts";
import { listUsers } from "@/db/desk/users.ts";
import { StandingInputs } from "./standing-inputs.tsx";
import { UserEntry } from "./user-entry.tsx";
import css from "./users.module.css";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.users.heading, robots: { index: false } };
}

/** Who works at the desk. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, "/desk/users", "administer");
  const { users: words } = messages(lang).desk;
  const users = listUsers(getDeskDatabase(), new Date());
  return (
    <DeskFrame desk={desk} path="/desk/users" section="users" told={await props.searchParams}>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <ul className={`plain ${css.users}`}>
        {users.map((user) => (
          <UserEntry key={user.key} user={user} desk={desk} />
        ))}
      </ul>
      <section aria-labelledby="add">
        <h2 id="add">{words.add.heading}</h2>
        <DeskForm
          desk={desk}
          action="/desk/users/add"
          className={`panel ${css.form}`}
          label={words.add.heading}
        >
          <label className="field">
            {words.name}
            <input
              name="name"
              autoComplete="off"
              autoCapitalize="none"
              required
              minLength={2}
              maxLength={40}
            />
          </label>
          <label className="field">
            {fill(words.password, { n: SHORTEST_PASSWORD })}
            <input
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={SHORTEST_PASSWORD}
              maxLength={200}
            />
          </label>
          <StandingInputs lang={lang} />
          <div>
            <button type="submit">{words.add.submit}</button>
          </div>
        </DeskForm>
      </section>
    </DeskFrame>
  );
}
