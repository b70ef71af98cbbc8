import { AwsError } from "../../../error.ts";
import { type Call, type Operation, operation } from "../../../service.ts";
import type { S3Context } from "../context.ts";
import { onBucket } from "../names.ts";
import type { SettingKind } from "../storage/buckets.ts";

type Values = Record<string, unknown> & { Bucket?: string };

/** One thing that can be set on a bucket: its operations, the IAM actions for them, and what is said when it is not set. */
interface Setting {
  readonly kind: SettingKind;
  /** Names of operations: `GetBucketCors`. */
  readonly get: string;
  readonly put: string;
  readonly remove?: string;
  readonly readAction: string;
  readonly writeAction: string;
  /** The member of the put's input that is stored. */
  readonly member: string;
  /** Set when the get answers with the value as this member, else it answers with the value's own members. */
  readonly wrapped?: boolean;
  /** The error of a get when nothing is set; without it the answer is empty. */
  readonly missing?: string;
}

const settings: readonly Setting[] = [
  {
    kind: "cors",
    get: "GetBucketCors",
    put: "PutBucketCors",
    remove: "DeleteBucketCors",
    readAction: "GetBucketCORS",
    writeAction: "PutBucketCORS",
    member: "CORSConfiguration",
    missing: "NoSuchCORSConfiguration",
  },
  {
    kind: "lifecycle",
    get: "GetBucketLifecycleConfiguration",
    put: "PutBucketLifecycleConfiguration",
    remove: "DeleteBucketLifecycle",
    readAction: "GetLifecycleConfiguration",
    writeAction: "PutLifecycleConfiguration",
    member: "LifecycleConfiguration",
    missing: "NoSuchLifecycleConfiguration",
  },
  {
    kind: "notification",
    get: "GetBucketNotificationConfiguration",
    put: "PutBucketNotificationConfiguration",
    readAction: "GetBucketNotification",
    writeAction: "PutBucketNotification",
    member: "NotificationConfiguration",
  },
  {
    kind: "policy",
    get: "GetBucketPolicy",
    put: "PutBucketPolicy",
    remove: "DeleteBucketPolicy",
    readAction: "GetBucketPolicy",
    writeAction: "PutBucketPolicy",
    member: "Policy",
    wrapped: true,
    missing: "NoSuchBucketPolicy",
  },
  {
    kind: "public-access",
    get: "GetPublicAccessBlock",
    put: "PutPublicAccessBlock",
    remove: "DeletePublicAccessBlock",
    readAction: "GetBucketPublicAccessBlock",
    writeAction: "PutBucketPublicAccessBlock",
    member: "PublicAccessBlockConfiguration",
    wrapped: true,
    missing: "NoSuchPublicAccessBlockConfiguration",
  },
  {
    kind: "encryption",
    get: "GetBucketEncryption",
    put: "PutBucketEncryption",
    remove: "DeleteBucketEncryption",
    readAction: "GetEncryptionConfiguration",
    writeAction: "PutEncryptionConfiguration",
    member: "ServerSideEncryptionConfiguration",
    wrapped: true,
    missing: "ServerSideEncryptionConfigurationNotFoundError",
  },
  {
    kind: "ownership",
    get: "GetBucketOwnershipControls",
    put: "PutBucketOwnershipControls",
    remove: "DeleteBucketOwnershipControls",
    readAction: "GetBucketOwnershipControls",
    writeAction: "PutBucketOwnershipControls",
    member: "OwnershipControls",
    wrapped: true,
    missing: "OwnershipControlsNotFoundError",
  },
  {
    kind: "tagging",
    get: "GetBucketTagging",
    put: "PutBucketTagging",
    remove: "DeleteBucketTagging",
    readAction: "GetBucketTagging",
    writeAction: "PutBucketTagging",
    member: "Tagging",
    missing: "NoSuchTagSet",
  },
];

/** Stores a setting after it was checked. `set` throws AwsError for what S3 would not take. */
export type SetSetting = (bucket: string, kind: SettingKind, value: unknown) => void;

/** The get, put and delete operations of every setting. */
export function settingOperations(context: S3Context, set: SetSetting): Record<string, Operation<Values, object>> {
  const operations: Record<string, Operation<Values, object>> = {};
  for (const setting of settings) {
    const permit = (action: string) => (input: Values) => [onBucket(action, input.Bucket ?? "")];
    operations[setting.get] = operation({
      permissions: permit(setting.readAction),
      run: ({ Bucket = "" }: Values) => read(context, setting, Bucket),
    });
    operations[setting.put] = operation({
      permissions: permit(setting.writeAction),
      run(input: Values, _call: Call) {
        const { Bucket = "" } = input;
        context.buckets.require(Bucket);
        const value = input[setting.member];
        if (value === undefined) throw new AwsError("MalformedXML", `${setting.put} needs a ${setting.member}.`);
        set(Bucket, setting.kind, value);
        return {};
      },
    });
    if (!setting.remove) continue;
    operations[setting.remove] = operation({
      permissions: permit(setting.writeAction),
      run({ Bucket = "" }: Values) {
        context.buckets.require(Bucket);
        context.buckets.unset(Bucket, setting.kind);
        return {};
      },
    });
  }
  return operations;
}

function read(context: S3Context, { kind, member, wrapped, missing, get }: Setting, bucket: string): object {
  context.buckets.require(bucket);
  const value = context.buckets.setting<object>(bucket, kind);
  if (value !== undefined) return wrapped ? { [member]: value } : value;
  if (missing)
    throw new AwsError(missing, `${get}: nothing is configured for bucket ${bucket}.`, 404, { BucketName: bucket });
  return {};
}
