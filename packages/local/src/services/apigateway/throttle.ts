import { GatewayError } from "./gateway-error.ts";

/** `defaultRouteSettings` of a stage: how many requests a second pass a route, and how many at once. */
export interface Throttling {
  readonly rate: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * A token bucket a route, as AWS describes its throttling. In memory: a gateway that starts anew lets a burst pass.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function createThrottle(now: () => number = Date.now) {
  const buckets = new Map<string, Bucket>();
  return {
    /** Lets a request pass, or throws 429. */
    admit(route: string, { rate, burst }: Throttling): void {
      const at = now();
      const bucket = buckets.get(route) ?? { tokens: burst, filledAt: at };
      buckets.set(route, bucket);
      bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.filledAt) / 1000) * rate);
      bucket.filledAt = at;
      if (bucket.tokens < 1) throw new GatewayError(429, "Too Many Requests");
      bucket.tokens -= 1;
    },
  };
}
