/**
 * What differs between stages and machines is a placeholder in the lock. During the synthesis SST needs values that are
 * legal names and URLs, so it gets these stand-ins; they are swapped for placeholders when the lock is written and for
 * real values when it is read.
 */
const stands = { stage: "zzstage", endpoint: "https://endpoint.zz.invalid" } as const;

export const STAND_IN_STAGE = stands.stage;
export const STAND_IN_ENDPOINT = stands.endpoint;

export function toPlaceholders(json: string): string {
  return json.replaceAll(stands.endpoint, "<endpoint>").replaceAll(stands.stage, "<stage>");
}

/** Fills a lock's text for one stage. Names on AWS are lower case letters, digits and hyphens: so must the stage be. */
export function fillPlaceholders(json: string, stage: string, endpoint: string): string {
  return json.replaceAll("<endpoint>", endpoint).replaceAll("<stage>", stage);
}
