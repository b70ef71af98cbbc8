/**
 * The memory of bytes that were handed over to this thread. It is given back as soon as they are written: as garbage, tens
 * of megabytes of them would pile up before they are collected.
 */
export class ReceivedMemory {
  readonly #received = new WeakSet<ArrayBufferLike>();
  #last: ArrayBufferLike | undefined;

  add({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
    this.#received.add(buffer);
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  /**
   * Takes what was written, which is all in the order of its coming. A buffer may hold several pieces of a payload, so it
   * is done with only when a piece of another one was written.
   */
  release(written: readonly Uint8Array[]): void {
    for (const { buffer } of written) {
      if (buffer === this.#last) continue;
      // Others belong to whoever joined pieces, and may have more of its bytes in them.
      if (this.#last instanceof ArrayBuffer && this.#received.delete(this.#last)) this.#last.transfer(0);
      this.#last = buffer;
    }
  }
}
