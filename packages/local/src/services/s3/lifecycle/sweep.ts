import { setImmediate } from "node:timers/promises";
import type { BucketLifecycleConfiguration, LifecycleRule } from "@aws-sdk/client-s3";
import { removeObject } from "../commit.ts";
import type { S3Context } from "../context.ts";
import { removeUpload } from "../multipart.ts";
import { bucketArn } from "../names.ts";
import { parseSummary } from "../storage/objects.ts";
import { isAbandoned, isExpired } from "./rules.ts";

const KIND = "s3.lifecycle";
const DAY_MS = 24 * 3600_000;
const PAGE = 500;

/** Executes lifecycle rules once a day, after midnight UTC. What a stopped cloud missed is done at its next start. */
export function registerLifecycle(context: S3Context): void {
  context.cloud.agenda.register(KIND, async () => {
    await sweep(context, Date.now());
    return { againAt: nextMidnight() };
  });
}

/** Puts the daily sweep on the agenda if it is not there from an earlier start. */
export function scheduleLifecycle({ cloud }: S3Context): void {
  const known = cloud.database.get("SELECT 1 FROM agenda WHERE kind = ?", KIND);
  if (!known) cloud.agenda.put(KIND, "daily", {}, nextMidnight());
}

async function sweep(context: S3Context, now: number): Promise<void> {
  for (const { name } of context.buckets.all()) {
    const rules = context.buckets.setting<BucketLifecycleConfiguration>(name, "lifecycle")?.Rules;
    if (!rules) continue;
    await expireObjects(context, name, rules, now);
    for (const upload of context.uploads.page(name, "", "", "", Number.MAX_SAFE_INTEGER)) {
      if (isAbandoned(rules, upload, now)) removeUpload(context, upload);
    }
  }
}

async function expireObjects(
  context: S3Context,
  bucket: string,
  rules: readonly LifecycleRule[],
  now: number,
): Promise<void> {
  const principal = { kind: "service", service: "s3.amazonaws.com", sourceArn: bucketArn(bucket) } as const;
  for (let after = ""; ; ) {
    const page = context.objects.page(bucket, "", after, PAGE);
    for (const object of page) {
      if (!isExpired(rules, parseSummary(object), now)) continue;
      const requestId = context.nextSequencer();
      removeObject(context, bucket, object.key, "LifecycleExpiration:Delete", { principal, requestId });
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.key;
    // Requests get their turn between pages.
    await setImmediate();
  }
}

function nextMidnight(): number {
  return (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;
}
