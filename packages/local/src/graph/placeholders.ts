/**
 * What differs between stages and machines is a placeholder in the lock. During the synthesis SST needs values that are
 * legal names and URLs, so it gets these stand-ins; they are swapped for placeholders when the lock is written and for
 * real values when it is read.
 */
const stands = { stage: "zzstage", endpoint: "https://endpoint.zz.invalid" } as const;

export const STAND_IN_STAGE = stands.stage;
export const STAND_IN_ENDPOINT = stands.endpoint;

/** Followed by the secret's name and `zz`. */
export const STAND_IN_SECRET = "zzsecret";

export function toPlaceholders(json: string): string {
  return json
    .replaceAll(stands.endpoint, "<endpoint>")
    .replaceAll(stands.stage, "<stage>")
    .replace(/zzsecret(\w+?)zz/g, "<secret $1>");
}

/** Fills a lock's text for one stage. Names on AWS are lower case letters, digits and hyphens: so must the stage be. */
export function fillPlaceholders(json: string, stage: string, endpoint: string): string {
  return json.replaceAll("<endpoint>", endpoint).replaceAll("<stage>", stage);
}

/** Puts the values of the stage's secrets where the graph names them. Throws when one has none. */
export function fillSecrets<Value>(value: Value, secrets: Readonly<Record<string, string>>): Value {
  return mapTexts(value, (text) =>
    text.replace(/<secret (\w+)>/g, (_, name: string) => {
      const secret = secrets[name];
      if (secret === undefined) throw new Error(`Secret ${name} has no value on this stage`);
      return secret;
    }),
  );
}

/** The same value with every text in it changed. */
export function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value) as Value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) as Value;
}
