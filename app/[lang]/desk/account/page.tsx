import type { Metadata } from "next";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { type Desk, enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "@/db/desk/passwords.ts";
import { listSessions } from "@/db/desk/sessions.ts";
import { civilInstant } from "@/lib/format.ts";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.account.heading, robots: { index: false } };
}

/** One's own password and sessions. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, "/desk/account", "read-drafts");
  const { account: words } = messages(lang).desk;
  const length = { minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD };
  return (
    <DeskFrame desk={desk} path="/desk/account" section="account" told={await props.searchParams}>
      <h1>{words.heading}</h1>
      <section aria-labelledby="password">
        <h2 id="password">{words.password.heading}</h2>
        <p className="small soft">{fill(words.password.note, { n: SHORTEST_PASSWORD })}</p>
        <DeskForm desk={desk} action="/desk/account/password" className="panel row">
          <label className="field">
            {words.password.current}
            <input
              name="current"
              type="password"
              autoComplete="current-password"
              required
              maxLength={LONGEST_PASSWORD}
            />
          </label>
          <label className="field">
            {words.password.next}
            <input name="next" type="password" autoComplete="new-password" required {...length} />
          </label>
          <label className="field">
            {words.password.again}
            <input name="again" type="password" autoComplete="new-password" required {...length} />
          </label>
          <button type="submit">{words.password.submit}</button>
        </DeskForm>
      </section>
      <Sessions desk={desk} />
    </DeskFrame>
  );
}

function Sessions({ desk }: { readonly desk: Desk }) {
  const { account: words } = messages(desk.lang).desk;
  const sessions = listSessions(getDeskDatabase(), desk.user.key, desk.token, new Date());
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{words.sessions.heading}</h2>
      <ScrollRegion name={words.sessions.heading} lang={desk.lang}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.sessions.since}</th>
              <th scope="col">{words.sessions.seen}</th>
              <th scope="col">{words.sessions.address}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ createdAt, seenAt, address, isThis }) => (
              <tr key={`${createdAt} ${address}`}>
                <th scope="row">
                  {civilInstant(createdAt)}{" "}
                  {isThis ? <span className="chip">{words.sessions.here}</span> : null}
                </th>
                <td>{civilInstant(seenAt)}</td>
                <td>{address}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <DeskForm desk={desk} action="/desk/account/sessions">
        <button type="submit" className="quiet">
          {words.sessions.end}
        </button>
      </DeskForm>
    </section>
  );
}
