import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import { getDocument } from "@/db/queries/documents.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import { formatCount, formatDate } from "@/lib/format.ts";
import css from "./document.module.css";
import { findOriginal } from "./find-original.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly sha256: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, sha256 } = await params;
  const document = await getDocument(getDatabase(), sha256);
  if (!document || !isLanguage(lang)) return {};
  const { title, description } = messages(lang).documents;
  return {
    title: fill(title, { file: document.fileName }),
    description: fill(description, { file: document.fileName }),
  };
}

export default async function Page({ params }: Props) {
  const { lang, sha256 } = await params;
  const found = isLanguage(lang) ? await findOriginal(sha256) : undefined;
  if (!found || !isLanguage(lang)) notFound();
  const { document, bytes } = found;
  const { documents: words, frame } = messages(lang);
  const formats: Readonly<Record<string, string>> = words.formats;
  const agencies = new Map((await listAgencies(getDatabase())).map((agency) => [agency.id, agency]));
  const nameOf = (id: string) =>
    (lang === "en" && agencies.get(id)?.nameEn) || (agencies.get(id)?.nameZh ?? id);
  const facts = [
    [words.name, document.fileName],
    [words.format, formats[document.format] ?? document.format],
    ...(document.charset ? [[words.charset, document.charset.toUpperCase()]] : []),
    [words.size, fill(words.bytes, { n: formatCount(document.bytes, lang) })],
    [words.received, formatDate(document.receivedAt, lang)],
  ];
  return (
    <Frame lang={lang} path={`/documents/${sha256}`}>
      <h1>{fill(words.title, { file: document.fileName })}</h1>
      <p className="lead">{words.intro}</p>
      {isTypesetFromFigures(sha256) ? <p className="note">{frame.typeset}</p> : null}
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{words.hash}</dt>
          <dd className="hash">{document.sha256}</dd>
        </div>
      </dl>
      <h2>{words.reports}</h2>
      {document.reports.length === 0 ? <p>{words.reportsNone}</p> : null}
      <ul>
        {document.reports.map(({ agency, year, scope, version }) => (
          <li key={`${agency} ${year} ${scope} ${version}`}>
            <a href={`${href(lang, `/agencies/${agency}/${year}`)}?scope=${scope}`}>
              {fill(words.reportLine, { agency: nameOf(agency), year, scope: frame.scope[scope] })}
            </a>{" "}
            <span className="soft small">{fill(words.version, { n: version })}</span>
          </li>
        ))}
      </ul>
      {bytes ? (
        <section aria-labelledby="view">
          <h2 id="view">{words.view}</h2>
          <p className="soft small">{words.viewNote}</p>
          <p className="actions">
            <a className="button" href={`/documents/${sha256}/original`} download={document.fileName}>
              {words.download}
            </a>
            <a href={`/documents/${sha256}/view`}>{words.viewAlone}</a>
          </p>
          <iframe
            className={css.view}
            title={fill(words.frame, { file: document.fileName })}
            src={`/documents/${sha256}/view`}
            sandbox=""
          />
        </section>
      ) : (
        <p className="note warning">{words.missing}</p>
      )}
    </Frame>
  );
}
