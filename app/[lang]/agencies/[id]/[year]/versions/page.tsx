import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { findReport } from "../find-report.ts";
import { CellDifferences } from "./cell-differences.tsx";
import { ProseOfYears } from "./prose-of-years.tsx";
import { parseVersionsSearch } from "./search-params.ts";
import { VersionList } from "./version-list.tsx";
import { readVersions, readYears } from "./versions.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly id: string; readonly year: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { lang, ...address } = await params;
  const found = await findReport(address, parseVersionsSearch(await searchParams).search);
  if (!found || !isLanguage(lang)) return {};
  const agency = (lang === "en" && found.agency.nameEn) || found.agency.nameZh;
  const { title, description } = messages(lang).versions;
  const values = { agency, year: found.report.summary.year };
  return { title: fill(title, values), description: fill(description, values) };
}

/** What became of a report from version to version, and what its text owes to the years before. */
export default async function Page({ params, searchParams }: Props) {
  const { lang, ...address } = await params;
  if (!isLanguage(lang)) notFound();
  const { search, problems } = parseVersionsSearch(await searchParams);
  const found = await findReport(address, search);
  if (!found) notFound();
  const { versions, missing, comparison } = await readVersions(found, search);
  const years = await readYears(found, search);
  const { agency, report } = found;
  const { year, scope } = report.summary;
  const { versions: words, agencies, quality } = messages(lang);
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  const home = `/agencies/${agency.id}/${year}`;
  const path = `${home}/versions`;
  const query = queryOf(search);
  const at = { path, scope, search, lang };
  return (
    <Frame lang={lang} path={`${path}${query}`} section="agencies">
      <ol className="trail">
        <li>
          <a href={href(lang, "/agencies")}>{agencies.title}</a>
        </li>
        <li>
          <a href={href(lang, `/agencies/${agency.id}`)}>{name}</a>
        </li>
        <li>
          <a href={`${href(lang, home)}${queryOf({ scope })}`}>{year}</a>
        </li>
        <li aria-current="page">{words.trail}</li>
      </ol>
      <h1>{fill(words.title, { agency: name, year })}</h1>
      <p className="lead">{words.lead}</p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(quality.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      {missing.map((number) => (
        <p key={number} className="note error" role="status">
          {fill(words.difference.missing, { n: number ?? "" })}
        </p>
      ))}
      <VersionList versions={versions} lang={lang} />
      <CellDifferences at={at} versions={versions} comparison={comparison} />
      <ProseOfYears at={at} years={years} />
    </Frame>
  );
}
