import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { RemitText } from "@/app/_desk/remit-text.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import { SHORTEST_PASSWORD } from "@/db/desk/passwords.ts";
import type { listUsers } from "@/db/desk/users.ts";
import { StandingInputs } from "./standing-inputs.tsx";
import css from "./users.module.css";

interface Props {
  readonly user: ReturnType<typeof listUsers>[number];
  readonly desk: Desk;
}

/** A user, with what may be changed of him. */
export function UserEntry({ user, desk }: Props) {
  const { lang } = desk;
  const { users: words, roles } = messages(lang).desk;
  const { name, role, remit, isBarred, sessions } = user;
  const hidden = <input type="hidden" name="name" value={name} />;
  return (
    <li className={css.user}>
      <h2>
        {name} <span className="chip">{roles[role]}</span>{" "}
        {isBarred ? <span className="chip error">{words.barred}</span> : null}
      </h2>
      <p className="small soft">
        <RemitText remit={remit} lang={lang} /> · {fill(words.sessions, { n: sessions })}
      </p>
      <details>
        <summary>{fill(words.change.heading, { name })}</summary>
        <div className={css.forms}>
          <DeskForm
            desk={desk}
            action="/desk/users/change"
            className={css.form}
            label={fill(words.change.label, { name })}
          >
            {hidden}
            <StandingInputs lang={lang} role={role} remit={remit} />
            <label className="choice">
              <input type="checkbox" name="barred" value="yes" defaultChecked={isBarred} />
              {words.change.bar}
            </label>
            <div>
              <button type="submit">{words.change.submit}</button>
            </div>
          </DeskForm>
          <DeskForm
            desk={desk}
            action="/desk/users/password"
            className={css.form}
            label={fill(words.reset.label, { name })}
          >
            {hidden}
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
            <div>
              <button type="submit" className="quiet">
                {words.reset.submit}
              </button>
            </div>
          </DeskForm>
          <DeskForm desk={desk} action="/desk/users/sessions" label={fill(words.end.label, { name })}>
            {hidden}
            <button type="submit" className="quiet">
              {words.end.submit}
            </button>
          </DeskForm>
        </div>
      </details>
    </li>
  );
}
