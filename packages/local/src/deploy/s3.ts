import type { S3 } from "../services/s3/service.ts";
import type { Deployer } from "./deployer.ts";
import { type BucketInputs, settingTypes } from "./s3-settings.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

/** Buckets and what is set on them. Objects survive every change; a bucket with objects goes only with `forceDestroy`. */
export function s3Deployer({ admin }: S3): Deployer {
  return {
    types: [BUCKET, VERSIONING, ...Object.keys(settingTypes)],

    apply({ type, inputs }: { type: string; inputs: BucketInputs }) {
      if (type === BUCKET) {
        admin.ensure(inputs.bucket);
        if (inputs.tags) admin.set(inputs.bucket, "tagging", { TagSet: tagSet(inputs.tags) });
      } else if (type === VERSIONING) {
        if (inputs.versioningConfiguration?.status === "Enabled") admin.notServed(inputs.bucket, "versioning");
      } else {
        const setting = settingTypes[type];
        if (setting) admin.set(inputs.bucket, setting.kind, setting.read(inputs));
      }
    },

    remove({ type, inputs }: { type: string; inputs: BucketInputs }) {
      if (type === BUCKET) admin.destroy(inputs.bucket, inputs.forceDestroy ?? false);
      const setting = settingTypes[type];
      if (setting) admin.unset(inputs.bucket, setting.kind);
    },
  };
}

function tagSet(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
