import { readState } from "@/app/_components/data-state.ts";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getCoverage } from "@/db/queries/coverage.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import { findReleaseFiles } from "../release-files.ts";
import css from "./files.module.css";

interface Props {
  readonly release: number;
  /** Its figures are held as a whole. */
  readonly isKept: boolean;
  readonly lang: Language;
}

/** The files of a release, which never change, with their hashes as far as they are made. */
export async function Files({ release, isKept, lang }: Props) {
  const { files: words } = messages(lang).releases;
  const made = findReleaseFiles(release)?.filter((file) => file.lang === lang);
  const years = made?.map(({ year }) => year) ?? (isKept ? await listYears(release) : []);
  const path = href(lang, `/releases/${release}`);
  return (
    <section aria-labelledby="files">
      <h2 id="files">{words.heading}</h2>
      <p>{isKept ? words.text : words.notKept}</p>
      {made === undefined && isKept ? <p className="small soft">{words.pending}</p> : null}
      {years.length === 0 ? null : (
        <>
          <ScrollRegion name={words.heading} lang={lang} className={css.files}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.year}</th>
                  <th scope="col">{words.file}</th>
                  <th scope="col" className="number">
                    {words.size}
                  </th>
                  <th scope="col">{words.since}</th>
                  <th scope="col">{words.sha}</th>
                </tr>
              </thead>
              <tbody>
                {years.toReversed().map((year) => {
                  const file = made?.find((one) => one.year === year);
                  return (
                    <tr key={year}>
                      <th scope="row">{year}</th>
                      <td>
                        <a href={`${path}/${year}.zip`}>{fill(words.link, { year })}</a>
                      </td>
                      <td className="number">
                        {file === undefined
                          ? "—"
                          : fill(words.bytes, { n: formatCount(Math.ceil(file.bytes / 1024), lang) })}
                      </td>
                      <td>{file === undefined ? "—" : fill(words.release, { n: file.since })}</td>
                      <td>{file === undefined ? "—" : <code className={css.hash}>{file.sha256}</code>}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </ScrollRegion>
          <p className="actions small">
            <a href={`${path}/SHA256SUMS`}>{words.sums}</a>
          </p>
        </>
      )}
    </section>
  );
}

async function listYears(release: number): Promise<readonly number[]> {
  const { db } = await readState({ release: String(release) });
  return (await getCoverage(db)).years;
}
