/** Does `work` for everything that comes, at most `parallel` at a time. The first error ends it, after what was begun. */
export async function eachInParallel<Entry>(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  parallel: number,
  work: (entry: Entry) => Promise<void>,
): Promise<void> {
  const source = Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    try {
      for (let next = await source.next(); !next.done && !failed; next = await source.next()) await work(next.value);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: parallel }, worker));
  for (const result of ended) if (result.status === "rejected") throw result.reason;
}
