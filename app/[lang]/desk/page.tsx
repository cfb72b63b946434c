import type { Metadata } from "next";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { RemitText } from "@/app/_desk/remit-text.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import { BatchList } from "./batch-list.tsx";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.heading, robots: { index: false } };
}

/** The editors' work. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, "/desk", "read-drafts");
  const { desk: words } = messages(lang);
  const { name, role, remit } = desk.user;
  return (
    <DeskFrame desk={desk} path="/desk" section="desk" told={await props.searchParams}>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <p>
        {fill(words.you, { name, role: words.roles[role] })} {words.roleNotes[role]}
      </p>
      <p>
        {words.remit.yours} <RemitText remit={remit} lang={lang} />
      </p>
      <BatchList desk={desk} />
    </DeskFrame>
  );
}
