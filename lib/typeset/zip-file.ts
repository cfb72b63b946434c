import { crc32 } from "node:zlib";
import { bytesOf16, bytesOf32 } from "./compound-file.ts";

/** A file in an archive; its name as bytes, since old programs write names in the encoding of their system. */
export interface ZipMember {
  readonly name: Uint8Array;
  readonly bytes: Uint8Array;
}

/** 1 January 2026, for every member: the same members give the same bytes. */
const DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** Files as an archive, stored as they are (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16); names bear no mark of their encoding. */
export function printZip(members: readonly ZipMember[]): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const fields = [
      ...bytesOf16(20, 0, 0, 0, DATE),
      ...bytesOf32(crc32(bytes), bytes.length, bytes.length),
      ...bytesOf16(name.length, 0),
    ];
    local.push(Uint8Array.from([...bytesOf32(0x04034b50), ...fields]), name, bytes);
    central.push(
      Uint8Array.from([
        ...bytesOf32(0x02014b50),
        ...bytesOf16(20),
        ...fields,
        ...bytesOf16(0, 0, 0),
        ...bytesOf32(0, offset),
      ]),
      name,
    );
    offset += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = [
    ...bytesOf32(0x06054b50),
    ...bytesOf16(0, 0, members.length, members.length),
    ...bytesOf32(directory.length, offset),
    ...bytesOf16(0),
  ];
  return new Uint8Array(Buffer.concat([...local, directory, Uint8Array.from(end)]));
}
