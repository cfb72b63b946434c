import type { Metadata } from "next";
import { Frame } from "@/app/_components/frame.tsx";
import { href, isLanguage, messages } from "@/app/_messages/messages.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

async function wordsFor({ params }: Props) {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  return { lang, ...messages(lang).frame.notFound };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await wordsFor(props)).title, robots: { index: false } };
}

/** What the server says, with status 404, for every address that names nothing: whole without scripts. */
export default async function NoSuchPage(props: Props) {
  const { lang, title, text, home, agencies } = await wordsFor(props);
  return (
    <Frame lang={lang} path="/">
      <h1>{title}</h1>
      <p>{text}</p>
      <p className="actions">
        <a href={href(lang, "/")}>{home}</a>
        <a href={href(lang, "/agencies")}>{agencies}</a>
      </p>
    </Frame>
  );
}
