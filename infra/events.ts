/** What VideoFlow tells the world: packages/core/src/event.schema.ts has the list. */
export const bus = new sst.aws.Bus("Bus");

/** Events that could not be delivered or handled, kept for two weeks to be looked at. */
export const undelivered = new sst.aws.Queue("Undelivered", {
  transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } },
});

/** For functions that take events: one that fails three times is kept. They need `send(undelivered)`. */
export const keepsFailed = {
  retries: 2,
  transform: { eventInvokeConfig: { destinationConfig: { onFailure: { destination: undelivered.arn } } } },
} as const;

/** For subscriptions: an event whose function cannot be reached is kept. */
export const keepsUnreached = { transform: { target: { deadLetterConfig: { arn: undelivered.arn } } } } as const;
