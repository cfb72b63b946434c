import { escapeXml } from "./office-xml.ts";

/** A feed (RFC 4287). Addresses are absolute, times ISO 8601. */
export interface Feed {
  readonly address: string;
  /** Of the page it follows. */
  readonly page: string;
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly entries: readonly {
    readonly address: string;
    readonly title: string;
    readonly at: string;
    readonly text: string;
  }[];
}

/** Where nothing was released yet, the feed was last changed when time began. */
const NEVER = "1970-01-01T00:00:00.000Z";

export function toAtom({ address, page, title, author, language, entries }: Feed): string {
  const link = (relation: string, target: string) => `<link rel="${relation}" href="${escapeXml(target)}"/>`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${escapeXml(page)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<author><name>${escapeXml(author)}</name></author>`,
    `<updated>${entries[0]?.at ?? NEVER}</updated>`,
    link("self", address),
    link("alternate", page),
    ...entries.map((entry) =>
      [
        "<entry>",
        `<id>${escapeXml(entry.address)}</id>`,
        `<title>${escapeXml(entry.title)}</title>`,
        `<updated>${entry.at}</updated>`,
        link("alternate", entry.address),
        `<content type="text">${escapeXml(entry.text)}</content>`,
        "</entry>",
      ].join(""),
    ),
    "</feed>\n",
  ].join("\n");
}
