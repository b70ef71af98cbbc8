import { AwsError } from "../error.ts";

/** Longer lines are no chunk headers or trailers; the limit keeps a hostile body from filling the memory. */
const LONGEST_LINE = 4096;

/** Reads lines and runs of bytes from a stream of buffers, without copying the runs. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next 1 to `most` bytes, as many as are at hand. */
  async piece(most: number): Promise<Buffer> {
    if (this.#rest.length === 0 && !(await this.#fill())) throw incomplete();
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  /** The text up to the next CR LF. */
  async line(): Promise<string> {
    const line = await this.lineOrEnd();
    if (line === undefined) throw incomplete();
    return line;
  }

  /** The text up to the next CR LF, or undefined when the stream has ended. */
  async lineOrEnd(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#rest.toString("latin1", 0, end);
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      if (this.#rest.length > LONGEST_LINE)
        throw new AwsError("InvalidRequest", `A line of the body is over ${LONGEST_LINE} bytes`);
      if (await this.#fill()) continue;
      if (this.#rest.length > 0) throw incomplete();
      return undefined;
    }
  }

  /** Fails unless nothing follows. */
  async end(): Promise<void> {
    if (this.#rest.length > 0 || (await this.#fill())) {
      throw new AwsError("InvalidRequest", "The body goes on after its last chunk");
    }
  }

  /** Appends what comes next. False at the end. Only rests of lines are ever joined, so this copies little. */
  async #fill(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done) return false;
      if (value.length === 0) continue;
      this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
      return true;
    }
  }
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", "The body ended before its last chunk");
}
