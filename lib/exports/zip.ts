import { crc32, deflateRawSync } from "node:zlib";

/** A part of an office file. */
export interface ZipEntry {
  readonly path: string;
  readonly text: string;
}

/** 1 January 1980, the first day a zip can name: the same content always gives the same bytes. */
const DATE = 0x21;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x800;
const DEFLATED = 8;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

interface Packed {
  readonly name: Buffer;
  readonly data: Buffer;
  /** From version to length of the name, alike in both headers. */
  readonly fields: Buffer;
}

function pack({ path, text }: ZipEntry): Packed {
  const bytes = Buffer.from(text, "utf8");
  const data = deflateRawSync(bytes, { level: 6 });
  const name = Buffer.from(path, "utf8");
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return { name, data, fields };
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** Parts as a zip file (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16), in the order given. */
export function toZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, fields } of entries.map(pack)) {
    const head = Buffer.concat([signature(LOCAL), fields, Buffer.alloc(2), name]);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(offset, 12);
    central.push(signature(CENTRAL), fields.subarray(0, 2), fields, tail, name);
    local.push(head, data);
    offset += head.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}
