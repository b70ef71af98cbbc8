import type { S3Context } from "./context.ts";
import { removeUpload } from "./multipart.ts";
import { setSetting } from "./set-setting.ts";
import type { SettingKind } from "./storage/buckets.ts";
import { filesOf } from "./storage/extent.ts";

const PAGE = 500;

/** Buckets as deploys see them: everything may be said again, and what is there stays. */
export interface BucketAdmin {
  /** Makes the bucket if it is not there; its objects survive. */
  ensure(bucket: string): void;
  /** Removes a bucket. One that has objects is removed only with `force`; else throws an Error that says what to do. */
  destroy(bucket: string, force: boolean): void;
  /** Throws AwsError when the bucket does not exist or S3 would not take the value. */
  set(bucket: string, kind: SettingKind, value: unknown): void;
  unset(bucket: string, kind: SettingKind): void;
  /** Says in the journal what a bucket asks for and does not get. */
  notServed(bucket: string, feature: string): void;
}

export function createBucketAdmin(context: S3Context): BucketAdmin {
  const { buckets, objects, uploads, cloud } = context;
  return {
    ensure: (bucket) => buckets.create(bucket),
    destroy(bucket, force) {
      if (!buckets.find(bucket)) return;
      if (!force && !objects.isEmpty(bucket)) {
        throw new Error(
          `Bucket ${bucket} is gone from infra but still has objects. Delete them first, or set forceDestroy on the bucket.`,
        );
      }
      cloud.database.atomically(() => {
        removeAllObjects(context, bucket);
        for (const upload of uploads.page(bucket, "", "", "", Number.MAX_SAFE_INTEGER)) removeUpload(context, upload);
        buckets.delete(bucket);
      });
    },
    set(bucket, kind, value) {
      buckets.require(bucket);
      setSetting(context, bucket, kind, value);
    },
    unset: (bucket, kind) => buckets.unset(bucket, kind),
    notServed: (bucket, feature) => cloud.journal.info("s3.not_served", { bucket, feature }),
  };
}

/** Without notifications: the bucket goes, and with it what it notified. */
function removeAllObjects({ objects, discard }: S3Context, bucket: string): void {
  for (;;) {
    const page = objects.page(bucket, "", "", PAGE);
    if (page.length === 0) return;
    for (const { key } of page) {
      discard(filesOf(objects.find(bucket, key)?.extents ?? []));
      objects.delete(bucket, key);
    }
  }
}
