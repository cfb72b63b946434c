import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from "node:zlib";
import { chooseEncoding, type Encoding, isHeldByClient } from "./request-key.ts";

/** Name and value in turn, as `writeHead` takes them. */
type HeaderList = readonly (readonly [name: string, value: string])[];

interface Variant {
  readonly body: Buffer;
  readonly etag: string;
  /** Headers of a full answer, flat for `writeHead`. */
  readonly full: readonly string[];
  /** Headers of a 304. */
  readonly unchanged: readonly string[];
}

const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) as Promise<Buffer>,
  gzip: promisify(gzip) as (body: Buffer) => Promise<Buffer>,
  identity: async (body: Buffer) => body,
};

const decompressors = {
  br: promisify(brotliDecompress) as (body: Buffer) => Promise<Buffer>,
  gzip: promisify(gunzip) as (body: Buffer) => Promise<Buffer>,
  identity: async (body: Buffer) => body,
};

/** A finished answer, compressed once for each encoding that was asked for, with strong validators. */
export class KeptResponse {
  readonly #headers: HeaderList;
  readonly #tag: string;
  readonly #variants = new Map<Encoding, Variant>();

  private constructor(headers: HeaderList, tag: string) {
    this.#headers = headers;
    this.#tag = tag;
  }

  /**
   * Keeps a body of status 200 in the encoding its first reader takes. `headers` without those of transfer; `etag` is
   * the validator that the answer has of itself.
   */
  static async keep(
    headers: HeaderList,
    body: Buffer,
    encoding: Encoding,
    etag?: string,
  ): Promise<KeptResponse> {
    const tag = etag?.slice(1, -1) ?? createHash("sha256").update(body).digest("base64url").slice(0, 27);
    const kept = new KeptResponse(headers, tag);
    kept.#add(encoding, await compressors[encoding](body));
    return kept;
  }

  /** Bytes held: bodies and headers. */
  get size(): number {
    let size = 0;
    for (const { body, full } of this.#variants.values()) size += body.length + 2 * full.join("").length;
    return size;
  }

  #add(encoding: Encoding, body: Buffer): Variant {
    const etag = `"${this.#tag}${encoding === "identity" ? "" : `-${encoding}`}"`;
    const validators = [["etag", etag], ...this.#headers.filter(([name]) => !name.startsWith("content-"))];
    const content = this.#headers.filter(([name]) => name.startsWith("content-"));
    if (encoding !== "identity") content.push(["content-encoding", encoding]);
    content.push(["content-length", String(body.length)]);
    const variant = { body, etag, full: [...validators, ...content].flat(), unchanged: validators.flat() };
    this.#variants.set(encoding, variant);
    return variant;
  }

  async #make(encoding: Encoding): Promise<Variant> {
    const [source] = this.#variants;
    if (!source) throw new Error("A kept response has at least one variant");
    const [held, { body }] = source;
    return this.#add(encoding, await compressors[encoding](await decompressors[held](body)));
  }

  /** Answers 200 with the body in the client's best encoding, or 304. Answers whether a variant was added. */
  send(request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean> {
    const encoding = chooseEncoding(request.headers["accept-encoding"]);
    const variant = this.#variants.get(encoding);
    if (variant) {
      write(request, response, variant);
      return false;
    }
    return this.#make(encoding).then((made) => {
      write(request, response, made);
      return true;
    });
  }
}

function write(request: IncomingMessage, response: ServerResponse, { body, etag, full, unchanged }: Variant) {
  if (isHeldByClient(request.headers["if-none-match"], etag)) {
    response.writeHead(304, unchanged as string[]).end();
    return;
  }
  response.writeHead(200, full as string[]);
  if (request.method === "HEAD") response.end();
  else response.end(body);
}
