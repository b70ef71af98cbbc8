/**
 * Ends this process when the cloud that has started it goes, in whatever way: nobody will ask any more. It may have gone before, while
 * what is loaded here was loaded, and threads of an engine would go on for ever.
 */
export function endWithParent(): void {
  if (!process.connected) process.exit();
  process.on("disconnect", () => process.exit());
}

/** Answers it. When it has gone meanwhile nobody misses the answer, and this process ends, too. */
export function answerParent(message: object): void {
  process.send?.(message, (error: Error | null) => error && process.exit());
}
