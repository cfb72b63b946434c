/**
 * Element names with the prefixes of the standard, whatever a file calls them (Namespaces in XML 1.0; ECMA-376 part 1
 * for transitional, ISO/IEC 29500 for strict documents). A prefix that is declared for something else, or twice over in
 * a damaged file, never passes for Word's own: only `w:t` is text, `a:t` is a label in a drawing.
 */

const PREFIXES: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "urn:schemas-microsoft-com:vml": "v",
};

interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  /** Names met in this scope: written → of the standard. */
  readonly known: Map<string, string>;
}

function scopeOf(prefixes: ReadonlyMap<string, string>): Scope {
  return { prefixes, known: new Map() };
}

function declare(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let prefixes: Map<string, string> | undefined;
  for (const key in attributes) {
    if (!key.startsWith("xmlns")) continue;
    prefixes ??= new Map(outer.prefixes);
    prefixes.set(key.slice("xmlns:".length), PREFIXES[attributes[key] ?? ""] ?? "other");
  }
  return prefixes === undefined ? outer : scopeOf(prefixes);
}

export class StandardNames {
  private readonly scopes: Scope[] = [scopeOf(new Map())];

  /** The name of the standard, e.g. `w:tbl`; each call wants its `leave`. */
  enter(name: string, attributes: Readonly<Record<string, string>>): string {
    const outer = this.scopes.at(-1) ?? scopeOf(new Map());
    const scope = declare(outer, attributes);
    this.scopes.push(scope);
    const known = scope.known.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(":");
    const prefix = colon < 0 ? "" : name.slice(0, colon);
    const standard = `${scope.prefixes.get(prefix) ?? prefix}:${name.slice(colon + 1)}`;
    scope.known.set(name, standard);
    return standard;
  }

  leave(): void {
    this.scopes.pop();
  }
}

/** An attribute by its local name, in whatever prefix. */
export function attributeOf(attributes: Readonly<Record<string, string>>, local: string): string | undefined {
  for (const key in attributes)
    if (key.endsWith(local) && (key.length === local.length || key.at(-local.length - 1) === ":"))
      return attributes[key];
  return undefined;
}

/** Whether a switch is on: written without a value it is (ECMA-376 17.17.4, ST_OnOff). */
export function isOn(attributes: Readonly<Record<string, string>>): boolean {
  const value = attributeOf(attributes, "val");
  return value === undefined || !["0", "false", "off", "none"].includes(value);
}
