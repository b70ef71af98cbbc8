/** What VideoFlow tells the world: asset.ready, asset.rejected, asset.failed. */
export const bus = new sst.aws.Bus("Bus");

/** Events that could not be delivered or handled, kept for two weeks to be looked at. */
export const undelivered = new sst.aws.Queue("Undelivered", {
  transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } },
});
