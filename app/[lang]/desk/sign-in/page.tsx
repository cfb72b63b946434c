import type { Metadata } from "next";
import { Frame } from "@/app/_components/frame.tsx";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { href, messages } from "@/app/_messages/messages.ts";
import css from "./sign-in.module.css";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  const { signIn } = messages(await pageLanguage(props)).desk;
  return { title: signIn.heading, robots: { index: false } };
}

const WHYS = ["ended", "signed-out", "refused", "too-many", "foreign"] as const;

/** Where one signs in. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const { why, next } = await props.searchParams;
  const { signIn: words } = messages(lang).desk;
  const told = WHYS.find((one) => one === why);
  const isError = told === "refused" || told === "too-many" || told === "foreign";
  return (
    <Frame lang={lang} path="/desk/sign-in">
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      {told === undefined ? null : (
        <p className={isError ? "note error" : "note"} role="status">
          {words.why[told]}
        </p>
      )}
      <form method="post" action={href(lang, "/desk/sign-in/enter")} className={`panel ${css.form}`}>
        <input type="hidden" name="next" value={typeof next === "string" ? next : "/desk"} />
        <label className="field">
          {words.name}
          <input name="name" autoComplete="username" autoCapitalize="none" required maxLength={40} />
        </label>
        <label className="field">
          {words.password}
          <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <div>
          <button type="submit">{words.submit}</button>
        </div>
      </form>
      <p className="small soft">{words.noAccount}</p>
    </Frame>
  );
}
