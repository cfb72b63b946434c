import type { ReactNode } from "react";
import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import type { AgencyCard, AgencyRef } from "@/lib/registry-views.ts";
import { wordFor } from "../agency-table.ts";
import { yearsInWords } from "../year-strip.ts";
import css from "./profile.module.css";
import type { Profile } from "./profile.ts";

/** Who the agency is: kind, level, place, what it stands under, what else it is called. */
export function Identity({ profile, lang }: { readonly profile: Profile; readonly lang: Language }) {
  const { agency, catalog, ofLine } = profile;
  const { agencies: words } = messages(lang);
  const about = words.profile;
  const separator = lang === "zh" ? "\u3001" : ", ";
  const declared = catalog.agencies.find((entry) => entry.id === agency.id);
  const aliases = new Set([
    ...agency.names.filter(({ kind }) => kind === "short" || kind === "alias").map(({ name }) => name),
    ...(declared?.aliases ?? []),
  ]);
  aliases.delete(agency.nameZh);
  const region = (lang === "en" ? agency.regionNameEn : null) ?? agency.regionNameZh;
  const others = ofLine.filter(({ id }) => id !== agency.id);
  const link = (one: AgencyRef): ReactNode => (
    <a href={href(lang, `/agencies/${one.id}`)}>{agencyName(one, lang)}</a>
  );
  const place =
    agency.region === null ? (
      words.unknown
    ) : (
      <a href={href(lang, `/regions/${agency.region.slice(0, 6)}`)}>
        {region ?? agency.region} ({agency.region})
      </a>
    );
  const facts: readonly (readonly [string, ReactNode])[] = [
    [about.kind, wordFor(words.kinds, agency.kind, words.unknown)],
    [about.level, wordFor(words.levels, agency.level, words.unknown)],
    [about.region, place],
    [about.parent, agency.parent === null ? null : link(agency.parent)],
    [about.aliases, [...aliases].join(separator)],
    [about.creditCode, agency.creditCode],
    [about.site, agency.domains.join(separator)],
    [about.valid, validity(agency, lang)],
    [about.held, yearsInWords(agency.years, words)],
    [
      about.lineOthers,
      others.length === 0
        ? null
        : others.map((one, at) => (
            <span key={one.id}>
              {at > 0 ? separator : ""}
              {link(one)}
            </span>
          )),
    ],
  ];
  return (
    <dl className={css.about}>
      {facts
        .filter(([, value]) => value !== null && value !== "")
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function validity({ validFrom, validTo }: AgencyCard, lang: Language): string {
  const { validWords } = messages(lang).agencies.profile;
  const from = validFrom === null ? "" : formatDate(validFrom, lang);
  const to = validTo === null ? "" : formatDate(validTo, lang);
  if (from === "" && to === "") return "";
  return fill(to === "" ? validWords.from : from === "" ? validWords.to : validWords.both, { from, to });
}
