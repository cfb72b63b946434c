import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getPrecheck } from "@/lib/precheck.ts";
import { Result } from "./result.tsx";
import { UploadForm } from "./upload-form.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").check;
  return { title, description };
}

/** How a report would be read, before it is published. What the server read of a sent file stands in no address. */
export default async function Page({ params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { check: words } = messages(lang);
  const precheck = getPrecheck();
  return (
    <Frame lang={lang} path="/check">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <p className="note">{words.nothing}</p>
      {precheck?.kind === "refused" ? (
        <div className="note error" role="alert">
          <h2>{words.refused.heading}</h2>
          <p>{fill(words.refused.why[precheck.why], precheck.parameters)}</p>
        </div>
      ) : null}
      <UploadForm lang={lang} />
      {precheck?.kind === "read" ? <Result precheck={precheck} lang={lang} /> : null}
    </Frame>
  );
}
