/** Numbers of binary files, least byte first. Beyond the end there are zeros: who must know asks for the length. */

export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

export const i16 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) << 16) >> 16;

export const u32 = (bytes: Uint8Array, at: number): number =>
  (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;

export const i32 = (bytes: Uint8Array, at: number): number => u32(bytes, at) | 0;

/** Little-endian UTF-16. */
export const utf16 = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf16le", from, to);
