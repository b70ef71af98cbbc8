import type { Files } from "./files.ts";
import type { Upload, Uploads } from "./uploads.ts";

/** Where a part's bytes are to be written. */
export interface Place {
  readonly file: string;
  readonly offset: number;
  /** To be called when nothing is written there any more. */
  release(): void;
}

/**
 * Finds places for parts. Parts mostly have one size, so the first that arrives sets the size of a slot, and each part
 * that fits is written to where it belongs in the finished object: completing an upload of gigabytes then copies nothing,
 * and the object is one plain file. What does not fit (a larger part, a part sent twice) gets a file of its own; the
 * object then consists of several runs of bytes, which is just as good for reading.
 */
export class PartPlaces {
  readonly #uploads: Uploads;
  readonly #files: Files;
  /** Slots being written. A second sender of the same part must not write into the first one's bytes. */
  readonly #taken = new Set<string>();

  constructor(uploads: Uploads, files: Files) {
    this.#uploads = uploads;
    this.#files = files;
  }

  find(upload: Upload, number: number, length: number | undefined): Place {
    if (length === undefined || length === 0) return this.#ownFile();
    const slotSize = upload.slotSize ?? length;
    if (upload.slotSize === undefined) this.#uploads.setSlotSize(upload.id, length);
    const slot = `${upload.id}/${number}`;
    if (length > slotSize || this.#taken.has(slot) || this.#uploads.findPart(upload.id, number)) return this.#ownFile();
    this.#taken.add(slot);
    const release = () => void this.#taken.delete(slot);
    return { file: upload.file, offset: (number - 1) * slotSize, release };
  }

  #ownFile(): Place {
    return { file: this.#files.newName(), offset: 0, release() {} };
  }
}
