/** What is taken in. A file beyond it is rejected with a sentence that says so. */
export const limits = new sst.Linkable("Limits", {
  properties: { maxBytes: 50_000_000_000, maxDurationMs: 12 * 3_600_000 },
});
