import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { putMarkupBack } from "../late-markup.ts";

/** Larger bodies are passed on as they come. */
const LARGEST_KEPT = 2 * 1024 * 1024;

export interface Captured {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

const TEXT = /^(?:text\/|application\/(?:javascript|json|xml|manifest\+json)|image\/svg\+xml)/;

/**
 * A response without a socket, for Next to write into. Text is gathered whole; what is no text, or is larger than
 * 2 MB and no page, is passed on to the client as it comes (`captured` then resolves to `undefined`). Pages are
 * always gathered, because their policy names the hashes of all their scripts.
 */
export class CapturedResponse extends ServerResponse {
  readonly captured: Promise<Captured | undefined>;
  /** Markup that the rendering set aside; pages get it back when they are finished. */
  readonly setAside: Buffer[] = [];
  readonly #client: ServerResponse;
  readonly #chunks: Buffer[] = [];
  readonly #settle: Deferred<Captured | undefined>;
  #gathered = 0;
  #passing = false;

  constructor(request: IncomingMessage, client: ServerResponse) {
    super(request);
    this.#client = client;
    this.#settle = deferred();
    this.captured = this.#settle.promise;
  }

  get #type(): string {
    return String(this.getHeader("content-type") ?? "");
  }

  #mustPass(): boolean {
    const isPage = this.#type.startsWith("text/html");
    return !isPage && (this.statusCode !== 200 || !TEXT.test(this.#type) || this.#gathered > LARGEST_KEPT);
  }

  #pass(): void {
    this.#passing = true;
    this.#client.writeHead(this.statusCode, this.getHeaders());
    for (const chunk of this.#chunks) this.#client.write(chunk);
    this.#client.on("drain", () => this.emit("drain"));
    this.#client.on("close", () => this.destroy());
    this.#settle.resolve(undefined);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    const headers = rest.at(-1);
    this.statusCode = status;
    if (Array.isArray(headers)) {
      for (let at = 0; at < headers.length; at += 2) this.setHeader(headers[at], headers[at + 1]);
    } else if (typeof headers === "object" && headers !== null) {
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    }
    return this;
  }

  override flushHeaders(): void {}

  override write(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
    const encoding = typeof rest[0] === "string" ? (rest[0] as BufferEncoding) : "utf8";
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    const done = rest.find((argument) => typeof argument === "function");
    if (done) process.nextTick(done as () => void);
    if (this.#passing) return this.#client.write(bytes);
    this.#chunks.push(bytes);
    this.#gathered += bytes.length;
    if (this.#mustPass()) this.#pass();
    return true;
  }

  override end(...parameters: unknown[]): this {
    if (this.finished) return this;
    const [chunk, encoding] = parameters;
    if (typeof chunk === "string" || chunk instanceof Uint8Array) this.write(chunk, encoding);
    if (!this.#passing && this.#mustPass()) this.#pass();
    this.finished = true;
    if (this.#passing) this.#client.end();
    else
      this.#settle.resolve({
        status: this.statusCode,
        headers: this.getHeaders(),
        body: putMarkupBack(Buffer.concat(this.#chunks), this.setAside),
      });
    const done = parameters.find((argument) => typeof argument === "function");
    process.nextTick(() => {
      this.emit("finish");
      if (done) (done as () => void)();
      this.emit("close");
    });
    return this;
  }

  /** Next gave up: who waits for the answer learns of it. */
  override destroy(error?: Error): this {
    if (this.#passing) this.#client.destroy();
    else this.#settle.reject(error ?? new Error("The rendering was given up"));
    return super.destroy();
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
