import { crc32, createDeflateRaw } from "node:zlib";
import { descriptor, directory, localHead, type Packed } from "./zip-head.ts";

/**
 * Zip files of any length in bounded memory: parts are deflated as they are written, each chunk handed on at once, and
 * the sizes follow the data. The same chunks always give the same bytes.
 */

/** A part that is written while it is read; what it yields is UTF-8. */
export interface StreamedEntry {
  readonly path: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

/** Sizes and places are of 32 bits; larger ones would need zip64, which some spreadsheet programs cannot open. */
const LARGEST = 0xffff_ffff;
const GIVEN_UP = "The reading of a zip was given up";

export async function* streamZip(
  entries: AsyncIterable<StreamedEntry> | Iterable<StreamedEntry>,
): AsyncGenerator<Uint8Array> {
  const parts: Packed[] = [];
  const starts: number[] = [];
  let offset = 0;
  for await (const { path, text } of entries) {
    const head = localHead({ path, crc: 0, packed: 0, size: 0, isStreamed: true });
    starts.push(offset);
    yield head;
    const told = { crc: 0, size: 0 };
    let packed = 0;
    for await (const chunk of deflate(text, told)) {
      packed += chunk.length;
      yield chunk;
    }
    const part = { path, ...told, packed, isStreamed: true };
    const tail = descriptor(part);
    offset += head.length + packed + tail.length;
    if (offset > LARGEST || told.size > LARGEST) throw new Error(`${path} is too large for a zip of 32 bits`);
    parts.push(part);
    yield tail;
  }
  yield directory(parts, starts, offset);
}

/** Deflates on another thread; `told` gets checksum and size of what went in. */
async function* deflate(
  text: StreamedEntry["text"],
  told: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  const deflating = createDeflateRaw({ level: 6 });
  const writing = (async () => {
    for await (const piece of text) {
      if (deflating.destroyed) throw new Error(GIVEN_UP);
      const bytes = Buffer.from(piece, "utf8");
      told.crc = crc32(bytes, told.crc);
      told.size += bytes.length;
      if (!deflating.write(bytes)) await drained(deflating);
    }
    deflating.end();
  })();
  // A text that cannot be written ends the reading of what was deflated, which then throws its error.
  writing.catch((error) => deflating.destroy(error));
  try {
    for await (const chunk of deflating) yield chunk;
    await writing;
  } finally {
    deflating.destroy();
  }
}

/** Until more can be written; throws when nobody reads any more. */
function drained(stream: ReturnType<typeof createDeflateRaw>): Promise<void> {
  return new Promise((done, failed) => {
    const settle = () => {
      stream.off("drain", settle).off("close", settle);
      if (stream.destroyed) failed(new Error(GIVEN_UP));
      else done();
    };
    stream.on("drain", settle).on("close", settle);
  });
}
