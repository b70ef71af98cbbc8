/** How far something is that is done with many. */
export interface BulkProgress {
  readonly done: number;
  readonly total: number;
  /** What could not be done, by the name of what it was to be done with. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

/** Does the same with each, one after the other; one that fails does not keep the others from it. */
export async function doWithEach<Item extends { readonly name: string }>(
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
  onProgress: (progress: BulkProgress) => void,
): Promise<BulkProgress> {
  let progress: BulkProgress = { done: 0, total: items.length, failures: [] };
  onProgress(progress);
  for (const item of items) {
    let { failures } = progress;
    try {
      await act(item);
    } catch (error) {
      failures = [...failures, { name: item.name, message: error instanceof Error ? error.message : String(error) }];
    }
    progress = { ...progress, done: progress.done + 1, failures };
    onProgress(progress);
  }
  return progress;
}
