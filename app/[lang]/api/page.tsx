import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { typeWords } from "@/app/api/v1/type-words.ts";
import { ENDPOINTS, type EndpointName } from "@/lib/api/endpoints.ts";
import { API_ROOT, type JsonSchema, listParameters, type Parameter, rowSchema } from "@/lib/api/openapi.ts";
import type { RowName } from "@/lib/api/rows.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import css from "./api.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { heading, description } = messages(isLanguage(lang) ? lang : "zh").api;
  return { title: heading, description };
}

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

/** The API for people, made of the definitions that answer programs. */
export default async function Page({ params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { api: words } = messages(lang);
  const { rules } = words;
  return (
    <Frame lang={lang} path="/api" section="data">
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <p className="actions">
        <a href={`${API_ROOT}/openapi.json?lang=${lang}`}>{words.openapi}</a>
      </p>
      <nav className={css.contents} aria-label={words.contents}>
        {NAMES.map((name) => (
          <a key={name} href={`#${name}`}>
            <code>
              {API_ROOT}/{name}
            </code>
            <span>{words.endpoints[name].title}</span>
          </a>
        ))}
      </nav>
      <section aria-labelledby="rules">
        <h2 id="rules">{rules.heading}</h2>
        <ul>
          {[rules.rows, rules.paging, rules.etag, rules.errors, rules.cors, words.licence].map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <details>
          <summary>{words.envelope}</summary>
          <dl className={css.envelope}>
            {Object.entries(words.page).map(([name, meaning]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      </section>
      {NAMES.map((name) => (
        <Documented key={name} name={name} lang={lang} />
      ))}
    </Frame>
  );
}

function Documented({ name, lang }: { readonly name: EndpointName; readonly lang: Language }) {
  const { api: words } = messages(lang);
  const { title, text } = words.endpoints[name];
  const { examples, rows } = ENDPOINTS[name];
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>
        {title} <code className={css.path}>{`${API_ROOT}/${name}`}</code>
      </h2>
      <p>{text}</p>
      <p className={css.examples}>
        <span className="soft small">{words.try}</span>
        {examples.map((query) => {
          const address = `${API_ROOT}/${name}${query === "" ? "" : `?${query}`}`;
          const asked = lang === "zh" ? address : `${address}${query === "" ? "?" : "&"}lang=${lang}`;
          return (
            <a key={query} href={asked}>
              <code>{asked}</code>
            </a>
          );
        })}
      </p>
      <Parameters name={name} parameters={listParameters(name, words)} lang={lang} />
      {rows.map((row) => (
        <Fields key={row} row={row} lang={lang} />
      ))}
    </section>
  );
}

function Parameters({
  name,
  parameters,
  lang,
}: {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly lang: Language;
}) {
  const { api: words } = messages(lang);
  const label = `${words.parametersHeading} · ${name}`;
  return (
    <>
      <h3>{words.parametersHeading}</h3>
      <ScrollRegion name={label} lang={lang} className={css.table}>
        <table aria-label={label}>
          <Head lang={lang} />
          <tbody>
            {parameters.map(({ name: id, required, description, schema }) => (
              <tr key={id}>
                <th scope="row">
                  <code>{id}</code> {required ? <strong>{words.required}</strong> : null}
                </th>
                <td>
                  {typeWords(schema, words)}
                  {schema.default === undefined ? null : ` (${fill(words.usual, { value: schema.default })})`}
                </td>
                <td>{description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

function Head({ lang }: { readonly lang: Language }) {
  const { columns } = messages(lang).api;
  return (
    <thead>
      <tr>
        <th scope="col">{columns.name}</th>
        <th scope="col">{columns.type}</th>
        <th scope="col">{columns.meaning}</th>
      </tr>
    </thead>
  );
}

function Fields({ row, lang }: { readonly row: RowName; readonly lang: Language }) {
  const { api: words } = messages(lang);
  const { properties = {} } = rowSchema(row, getCatalog().columns, lang);
  const label = fill(words.fieldsHeading, { row });
  return (
    <details>
      <summary>{label}</summary>
      <ScrollRegion name={label} lang={lang} className={css.table}>
        <table aria-label={label}>
          <Head lang={lang} />
          <tbody>
            {Object.entries(properties).map(([id, schema]: [string, JsonSchema]) => (
              <tr key={id}>
                <th scope="row">
                  <code>{id}</code>
                </th>
                <td>{typeWords(schema, words)}</td>
                <td>{schema.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
