/** Results in the order of the entries, of at most `parallel` at once. After a failure nothing more is begun. */
export async function inParallel<Entry, Result>(
  entries: readonly Entry[],
  parallel: number,
  work: (entry: Entry) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(entries.length);
  let next = 0;
  const run = async () => {
    try {
      for (let index = next++; index < entries.length; index = next++)
        results[index] = await work(entries[index] as Entry);
    } catch (error) {
      next = entries.length;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, entries.length) }, run));
  return results;
}
