/**
 * What is taken in: a file beyond it is rejected with a sentence that says so. And how many requests to the API a person or a key may
 * make a second, and at once after a while of silence: see docs/decisions/rate-limits.md.
 */
export const limits = new sst.Linkable("Limits", {
  properties: {
    maxBytes: 50_000_000_000,
    maxDurationMs: 12 * 3_600_000,
    requestsASecond: 300,
    requestBurst: 1000,
  },
});

/** What all of them together may do, which the gateway sees to: more would not find functions that are free. */
export const gatewayLimits = { throttlingRateLimit: 1000, throttlingBurstLimit: 2000 };
