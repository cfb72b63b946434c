import { decodeText } from "../charset.ts";
import { openPacked, type PackedFile, type UnpackProblem } from "../unzip.ts";
import { walkXml, type XmlFault } from "../xml.ts";
import { localName } from "./xlsx-text.ts";

/** The parts of a workbook's package and how they refer to each other (ECMA-376 part 2, 9.3 and 6.5). */

export type PartProblem = UnpackProblem | XmlFault;

/** A part as text, or what there is of it. */
export interface Part {
  readonly xml: string;
  readonly problem?: UnpackProblem;
}

export interface Relation {
  readonly id: string;
  /** Last word of its type: `worksheet`, `styles`, `sharedStrings`; the same in strict and transitional files. */
  readonly type: string;
  /** Path of the part from the root of the package. */
  readonly target: string;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

function resolve(base: string, target: string): string {
  const steps: string[] = [];
  const path = target.startsWith("/") ? target : folderOf(base) + target;
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

export class Package {
  /** Names of parts do not differ by case alone (part 2, 6.2.2.3). */
  private readonly entries: Map<string, PackedFile["entries"][number]>;
  readonly problem: PackedFile["problem"];

  constructor(bytes: Uint8Array, ceilings?: Parameters<typeof openPacked>[1]) {
    const packed = openPacked(bytes, ceilings);
    this.problem = packed.problem;
    this.entries = new Map(
      packed.entries.map((entry) => [entry.name.toLowerCase().replace(/^\/+/, ""), entry]),
    );
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase());
  }

  read(path: string): Part | undefined {
    const entry = this.entries.get(path.toLowerCase());
    if (entry === undefined) return undefined;
    const { bytes, problem } = entry.read();
    return { xml: decodeText(bytes).text, ...(problem === undefined ? {} : { problem }) };
  }

  /** What a part refers to, in the order of the file. */
  relationsOf(path: string): Relation[] {
    const folder = folderOf(path);
    const part = this.read(`${folder}_rels/${path.slice(folder.length)}.rels`);
    const relations: Relation[] = [];
    walkXml(part?.xml ?? "", {
      open(name, { Id: id, Type: type, Target: target }) {
        if (localName(name) !== "Relationship" || type === undefined || target === undefined) return;
        relations.push({
          id: id ?? "",
          type: type.slice(type.lastIndexOf("/") + 1),
          target: resolve(path, target),
        });
      },
      close() {},
      text() {},
    });
    return relations;
  }

  /** The first part whose path fits, for files whose references are lost. */
  find(pattern: RegExp): string | undefined {
    return [...this.entries.values()].find(({ name }) => pattern.test(name))?.name;
  }
}
