import type { BucketLifecycleConfiguration, LifecycleRule } from "@aws-sdk/client-s3";
import { AwsError } from "../../../error.ts";
import type { ObjectSummary } from "../storage/objects.ts";
import type { Upload } from "../storage/uploads.ts";

const DAY_MS = 24 * 3600_000;

/** Throws for rules that S3 does not take. Rules that only move objects to other storage classes change nothing here. */
export function checkLifecycle({ Rules }: BucketLifecycleConfiguration): void {
  if (!Rules?.length) throw new AwsError("MalformedXML", "A lifecycle configuration needs at least one rule.");
  for (const { ID = "", Expiration, AbortIncompleteMultipartUpload: abort } of Rules) {
    const days = [Expiration?.Days, abort?.DaysAfterInitiation].filter((value) => value !== undefined);
    const wrong = days.find((value) => !Number.isInteger(value) || value < 1);
    if (wrong !== undefined) {
      throw new AwsError("InvalidArgument", `Lifecycle rule ${ID}: '${wrong}' days is not a positive whole number.`);
    }
  }
}

/** Whether an object's time has come by one of the rules. */
export function isExpired(rules: readonly LifecycleRule[], object: ObjectSummary, now: number): boolean {
  return rules.some((rule) => {
    if (rule.Status !== "Enabled" || !rule.Expiration || !concerns(rule, object)) return false;
    const { Days, Date: date } = rule.Expiration;
    // Stored as JSON, so a date has become text.
    if (date !== undefined) return now >= new Date(date).getTime();
    return Days !== undefined && now >= dueAt(object.modifiedAt, Days);
  });
}

/** Whether an upload that was never completed is to be aborted by one of the rules. */
export function isAbandoned(rules: readonly LifecycleRule[], { key, startedAt }: Upload, now: number): boolean {
  return rules.some((rule) => {
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    return (
      rule.Status === "Enabled" && days !== undefined && key.startsWith(prefixOf(rule)) && now >= dueAt(startedAt, days)
    );
  });
}

/** S3 adds the days and rounds up to the next midnight UTC. */
function dueAt(since: number, days: number): number {
  return Math.ceil((since + days * DAY_MS) / DAY_MS) * DAY_MS;
}

function prefixOf({ Prefix, Filter }: LifecycleRule): string {
  return Filter?.And?.Prefix ?? Filter?.Prefix ?? Prefix ?? "";
}

function concerns(rule: LifecycleRule, { key, size, tags }: ObjectSummary): boolean {
  const { Filter } = rule;
  const wantedTags = [...(Filter?.And?.Tags ?? []), ...(Filter?.Tag ? [Filter.Tag] : [])];
  const larger = Filter?.And?.ObjectSizeGreaterThan ?? Filter?.ObjectSizeGreaterThan ?? -1;
  const smaller = Filter?.And?.ObjectSizeLessThan ?? Filter?.ObjectSizeLessThan ?? Number.POSITIVE_INFINITY;
  return (
    key.startsWith(prefixOf(rule)) &&
    size > larger &&
    size < smaller &&
    wantedTags.every(({ Key = "", Value }) => tags[Key] === Value)
  );
}
