import type { IncomingMessage } from "node:http";
import type { Cloud } from "../../cloud.ts";
import { normalise } from "../../iam/normalise.ts";
import type { Principal, Service } from "../../service.ts";
import { type BucketAdmin, createBucketAdmin } from "./bucket-admin.ts";
import { openContext } from "./context.ts";
import { type CrossOriginAnswer, crossOriginAnswer } from "./cross-origin.ts";
import { registerLifecycle, scheduleLifecycle } from "./lifecycle/sweep.ts";
import { type AdoptedFile, createLocalFiles, type LocatedObject } from "./local-files.ts";
import { registerDeliveries } from "./notification/announce.ts";
import { bucketOperations } from "./operations/bucket.ts";
import { copyObjectOperations } from "./operations/copy-object.ts";
import { deleteObjectOperations } from "./operations/delete-object.ts";
import { listObjectsOperations } from "./operations/list-objects.ts";
import { listUploadsOperations } from "./operations/list-uploads.ts";
import { multipartOperations } from "./operations/multipart.ts";
import { readObjectOperations } from "./operations/read-object.ts";
import { settingOperations } from "./operations/settings.ts";
import { tagObjectOperations } from "./operations/tag-object.ts";
import { uploadPartOperations } from "./operations/upload-part.ts";
import { versioningOperations } from "./operations/versioning.ts";
import { writeObjectOperations } from "./operations/write-object.ts";
import { setSetting } from "./set-setting.ts";
import { s3Codec } from "./wire.ts";

/** S3 as services of this process see it: besides the API, files by path and rules for browsers of other origins. */
export interface S3 extends Service {
  /** What deploys do to buckets. */
  readonly admin: BucketAdmin;
  /** Headers (and whether a preflight is granted) for a browser's request, by the CORS rules of the bucket in its path. */
  crossOrigin(request: IncomingMessage): CrossOriginAnswer | undefined;
  /** The plain file of an object, for programs that read files. Needs s3:GetObject. */
  locate(principal: Principal, bucket: string, key: string): Promise<LocatedObject>;
  /** Makes an object of a finished file by moving it. Needs s3:PutObject; notifies as a PutObject does. */
  adopt(principal: Principal, adopted: AdoptedFile): Promise<void>;
}

export function createS3(cloud: Cloud): S3 {
  const context = openContext(cloud);
  registerDeliveries(cloud);
  registerLifecycle(context);
  const set = setSetting.bind(undefined, context);
  return {
    name: "s3",
    codec: s3Codec(),
    operations: {
      ...bucketOperations(context),
      ...settingOperations(context, set),
      ...versioningOperations(context),
      ...readObjectOperations(context),
      ...writeObjectOperations(context),
      ...copyObjectOperations(context),
      ...deleteObjectOperations(context),
      ...tagObjectOperations(context),
      ...listObjectsOperations(context),
      ...multipartOperations(context),
      ...uploadPartOperations(context),
      ...listUploadsOperations(context),
    },
    admin: createBucketAdmin(context),
    crossOrigin: (request) => crossOriginAnswer(context, request),
    ...createLocalFiles(context),
    policyOf(resourceArn) {
      const bucket = /^arn:aws:s3:::([^/]+)/.exec(resourceArn)?.[1];
      const policy = bucket && context.buckets.setting<string>(bucket, "policy");
      return policy ? normalise(policy) : undefined;
    },
    start: () => scheduleLifecycle(context),
    stop: () => context.intake.stop(),
  };
}
