/** Where a part of an upload is to be sent. */
interface Part {
  readonly partNumber: number;
  readonly url: string;
}

/**
 * The addresses of an upload's parts. They are good for an hour, and large files take longer: `renew` asks the API for those of all
 * parts that are missing, once for however many were refused.
 */
export class PartAddresses {
  readonly #known: Map<number, string>;
  readonly #renew: () => Promise<{ readonly parts: readonly Part[] }>;
  #renewal: Promise<void> | undefined;

  constructor(parts: readonly Part[], renew: () => Promise<{ readonly parts: readonly Part[] }>) {
    this.#known = new Map(parts.map(({ partNumber, url }) => [partNumber, url]));
    this.#renew = renew;
  }

  /**
   * Sends a part by `put`, and once more to a new address when the one that it had `isRefused`. Throws what `put` throws, and what
   * `renew` does.
   */
  async send<Result>(
    partNumber: number,
    put: (url: string) => Promise<Result>,
    isRefused: (error: unknown) => boolean,
  ): Promise<Result> {
    const url = this.#of(partNumber);
    try {
      return await put(url);
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (this.#of(partNumber) === url) await this.#renewed();
      const fresh = this.#of(partNumber);
      if (fresh === url) throw error;
      return await put(fresh);
    }
  }

  #of(partNumber: number): string {
    const url = this.#known.get(partNumber);
    if (url === undefined) throw new Error(`The upload has no part ${partNumber}`);
    return url;
  }

  #renewed(): Promise<void> {
    this.#renewal ??= this.#renew()
      .then(({ parts }) => {
        for (const { partNumber, url } of parts) this.#known.set(partNumber, url);
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }
}
