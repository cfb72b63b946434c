import type { Finding } from "../../model.ts";
import { decodeText } from "../charset.ts";
import { openPacked, type PackedEntry, type UnpackProblem } from "../unzip.ts";
import { walkXml } from "../xml.ts";
import { attributeOf } from "./docx-names.ts";

/**
 * The parts of a packed Word file and how they refer to each other (ECMA-376 part 2, 9.2 and 9.3). Producers name the
 * main part as they like: the relationships say which it is.
 */

export interface Relationship {
  readonly id: string;
  /** Last step of the type, e.g. `officeDocument`: the rest differs between transitional and strict. */
  readonly type: string;
  /** Path of the part; `undefined` of one outside the file. */
  readonly target: string | undefined;
}

export interface Part {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly problem?: UnpackProblem;
}

/** A part's characters. */
export function textOf(part: Part): string {
  return decodeText(part.bytes).text;
}

/** `../media/a.png` seen from `word/document.xml` is `media/a.png`. */
function resolve(target: string, from: string): string {
  const steps = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function unescapePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const MAIN_TYPE = /(?:wordprocessingml\.(?:document|template)|word\.\w+\.macroEnabled\w*)\.main\+xml$/i;
const MAIN_NAME = /^word\/document\d*\.xml$/i;

export class WordPackage {
  private readonly entries = new Map<string, PackedEntry>();
  /** The list of parts is lost: the file is cut, or damaged where the list stood. */
  readonly cut: boolean;

  constructor(bytes: Uint8Array) {
    const { entries, problem } = openPacked(bytes);
    this.cut = problem === "directory-lost";
    // Of two parts of one name the first counts, as for Word.
    for (const entry of entries) {
      const key = entry.name.toLowerCase();
      if (!this.entries.has(key)) this.entries.set(key, entry);
    }
  }

  /** Part names differ only in more than case (ECMA-376 part 2, 9.1.1). */
  open(path: string): Part | undefined {
    const entry = this.entries.get(path.toLowerCase());
    return entry === undefined ? undefined : { path: entry.name, ...entry.read() };
  }

  relationshipsOf(path: string): readonly Relationship[] {
    const at = path.lastIndexOf("/") + 1;
    const part = this.open(`${path.slice(0, at)}_rels/${path.slice(at)}.rels`);
    const found: Relationship[] = [];
    if (part === undefined) return found;
    walkXml(textOf(part), {
      open: (name, attributes) => {
        if (!name.endsWith("Relationship")) return;
        const type = attributeOf(attributes, "Type") ?? "";
        const target = attributeOf(attributes, "Target");
        const outside = attributeOf(attributes, "TargetMode") === "External" || target === undefined;
        found.push({
          id: attributeOf(attributes, "Id") ?? "",
          type: type.slice(type.lastIndexOf("/") + 1),
          target: outside ? undefined : resolve(unescapePath(target), path),
        });
      },
      close: () => {},
      text: () => {},
    });
    return found;
  }

  private findTypedMain(): string | undefined {
    const types = this.open("[Content_Types].xml");
    let main: string | undefined;
    if (types === undefined) return main;
    walkXml(textOf(types), {
      open: (_, attributes) => {
        if (MAIN_TYPE.test(attributeOf(attributes, "ContentType") ?? ""))
          main ??= attributeOf(attributes, "PartName")?.replace(/^\//, "");
      },
      close: () => {},
      text: () => {},
    });
    return main;
  }

  /** The part that holds the body. */
  openMain(): Part | undefined {
    const related = this.relationshipsOf("").find(({ type }) => type === "officeDocument")?.target;
    const named = [...this.entries.values()].find(({ name }) => MAIN_NAME.test(name))?.name;
    for (const path of [related, this.findTypedMain(), named]) {
      const part = path === undefined ? undefined : this.open(path);
      if (part !== undefined) return part;
    }
    return undefined;
  }

  /** What a part refers to in one role, e.g. its `styles`. */
  openRelated(path: string, type: string): Part | undefined {
    const target = this.relationshipsOf(path).find((relationship) => relationship.type === type)?.target;
    return target === undefined ? undefined : this.open(target);
  }
}

const PROBLEMS: Readonly<Record<UnpackProblem, string>> = {
  damaged: "word-part-damaged",
  encrypted: "file-encrypted",
  "too-large": "word-part-too-large",
  unsupported: "word-part-damaged",
};

export function explainProblem(problem: UnpackProblem, part: string): Finding {
  const code = PROBLEMS[problem];
  return { code, parameters: code === "file-encrypted" ? {} : { part } };
}
