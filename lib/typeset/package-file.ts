import { strToU8, zipSync } from "fflate";

/** One part of a packed document: its name within the package, and its text. */
export type Part = readonly [name: string, content: string | Uint8Array];

/** Every entry bears this date, so that the same parts give the same bytes. */
const DATE = new Date(2026, 0, 1);

/** Parts as a zip package (ISO/IEC 21320-1), in the order given. */
export function pack(parts: readonly Part[], compression: "deflated" | "stored" = "deflated"): Uint8Array {
  const level = compression === "stored" ? 0 : 9;
  return zipSync(
    Object.fromEntries(
      parts.map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content]),
    ),
    { level, mtime: DATE, os: 0 },
  );
}

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** A part that holds XML. */
export function xmlPart(name: string, root: string): Part {
  return [name, XML + root];
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** The part that tells the type of every other (ECMA-376-2, 10.1.2.2): part name → content type. */
export function contentTypes(types: Readonly<Record<string, string>>): Part {
  const overrides = Object.entries(types)
    .map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`)
    .join("");
  return xmlPart(
    "[Content_Types].xml",
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
  );
}

/** A part of relationships (ECMA-376-2, 9.3): id → [type, target]. */
export function relationships(
  name: string,
  list: readonly (readonly [type: string, target: string])[],
): Part {
  const items = list
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`)
    .join("");
  return xmlPart(
    name,
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`,
  );
}

/** Title and author of a packed document (ECMA-376-2, 11.1). */
export function coreProperties(title: string, creator: string): Part {
  return xmlPart(
    "docProps/core.xml",
    `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator></cp:coreProperties>`,
  );
}
