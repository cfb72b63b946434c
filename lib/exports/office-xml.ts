import { escapeHtml } from "./html.ts";

/** What XML 1.0 cannot hold (2.2): control characters and halves of pairs. */
const UNPRINTABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text for an element or attribute of an office file. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(UNPRINTABLE, "\ufffd"));
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
export const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";

/** The relations of a part, numbered `rId1` and on. */
export function relationsXml(
  relations: readonly { readonly type: string; readonly target: string }[],
): string {
  const entries = relations.map(
    ({ type, target }, at) =>
      `<Relationship Id="rId${at + 1}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${entries.join("")}</Relationships>`;
}

/** Content types of an office file: of the parts named, and of relations and XML. */
export function contentTypesXml(parts: readonly { readonly path: string; readonly type: string }[]): string {
  const entries = parts.map(
    ({ path, type }) =>
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${entries.join("")}</Types>`;
}
