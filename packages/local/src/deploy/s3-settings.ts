import type { LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import type { SettingKind } from "../services/s3/storage/buckets.ts";

type Loose = Readonly<Record<string, unknown>>;
type Tags = Readonly<Record<string, string>>;

interface Tag {
  readonly key: string;
  readonly value: string;
}

interface LifecycleFilter {
  readonly prefix?: string;
  readonly tag?: Tag;
  readonly objectSizeGreaterThan?: number;
  readonly objectSizeLessThan?: number;
  readonly and?: { prefix?: string; tags?: Tags; objectSizeGreaterThan?: number; objectSizeLessThan?: number };
}

interface LifecycleInput {
  readonly id: string;
  readonly status: string;
  readonly prefix?: string;
  readonly filter?: LifecycleFilter;
  readonly expiration?: { readonly days?: number; readonly date?: string };
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation?: number };
}

interface NotificationTarget {
  readonly id?: string;
  readonly queueArn?: string;
  readonly lambdaFunctionArn?: string;
  readonly events: readonly string[];
  readonly filterPrefix?: string;
  readonly filterSuffix?: string;
}

/** Inputs of all resource types of the family; each type has some of them. */
export interface BucketInputs {
  readonly bucket: string;
  readonly forceDestroy?: boolean;
  readonly tags?: Tags;
  readonly versioningConfiguration?: { readonly status?: string };
  readonly corsRules?: readonly Loose[];
  readonly policy?: string | object;
  readonly queues?: readonly NotificationTarget[];
  readonly lambdaFunctions?: readonly NotificationTarget[];
  readonly topics?: readonly { readonly topicArn: string; readonly events: readonly string[] }[];
  readonly eventbridge?: boolean;
  readonly rules?: readonly Loose[];
  readonly rule?: Loose;
}

/** How a resource type is read into the setting that it stands for, in the SDK's shape. */
interface SettingType {
  readonly kind: SettingKind;
  read(inputs: BucketInputs): unknown;
}

const lifecycle: SettingType = {
  kind: "lifecycle",
  read: ({ rules = [] }) => ({ Rules: (rules as readonly unknown[] as LifecycleInput[]).map(lifecycleRule) }),
};
const encryption: SettingType = {
  kind: "encryption",
  read: ({ rules = [] }) => ({ Rules: rules.map(capitalised) }),
};

export const settingTypes: Readonly<Record<string, SettingType>> = {
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    kind: "public-access",
    read: ({ bucket: _bucket, ...flags }) => capitalised(flags),
  },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": {
    kind: "cors",
    read: ({ corsRules = [] }) => ({ CORSRules: corsRules.map(corsRule) }),
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    kind: "policy",
    read: ({ policy = "" }) => (typeof policy === "string" ? policy : JSON.stringify(policy)),
  },
  "aws:s3/bucketNotification:BucketNotification": { kind: "notification", read: notification },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": lifecycle,
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": lifecycle,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": encryption,
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": encryption,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    kind: "ownership",
    read: ({ rule }) => ({ Rules: [capitalised(rule)] }),
  },
};

function notification({ queues = [], lambdaFunctions = [], topics = [], eventbridge }: BucketInputs) {
  return {
    QueueConfigurations: queues.map((target) => ({ ...configuration(target), QueueArn: target.queueArn })),
    LambdaFunctionConfigurations: lambdaFunctions.map((target) => ({
      ...configuration(target),
      LambdaFunctionArn: target.lambdaFunctionArn,
    })),
    TopicConfigurations: topics.map(({ topicArn, events }) => ({ TopicArn: topicArn, Events: events })),
    ...(eventbridge && { EventBridgeConfiguration: {} }),
  };
}

function configuration({ id, events, filterPrefix, filterSuffix }: NotificationTarget) {
  const rules = [
    ...(filterPrefix ? [{ Name: "prefix" as const, Value: filterPrefix }] : []),
    ...(filterSuffix ? [{ Name: "suffix" as const, Value: filterSuffix }] : []),
  ];
  return { Id: id, Events: events, ...(rules.length > 0 && { Filter: { Key: { FilterRules: rules } } }) };
}

function corsRule({ id, ...rule }: Loose) {
  return { ...(capitalised(rule) as object), ...(id !== undefined && { ID: id }) };
}

function lifecycleRule(rule: LifecycleInput): LifecycleRule {
  const { expiration, abortIncompleteMultipartUpload: abort } = rule;
  return {
    ID: rule.id,
    Status: rule.status as "Enabled",
    Filter: rule.filter ? lifecycleFilter(rule.filter) : { Prefix: rule.prefix ?? "" },
    ...(expiration && { Expiration: capitalised(expiration) as LifecycleRule["Expiration"] }),
    ...(abort && { AbortIncompleteMultipartUpload: { DaysAfterInitiation: abort.daysAfterInitiation } }),
  } as LifecycleRule;
}

function lifecycleFilter({ and, ...filter }: LifecycleFilter): LifecycleRuleFilter {
  if (!and) return capitalised(filter) as LifecycleRuleFilter;
  const { tags = {}, ...rest } = and;
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return { And: { ...(capitalised(rest) as object), Tags } };
}

/** Pulumi's member names begin in lower case, AWS's in upper case; apart from that they are the same. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name
        .replace("kmsMasterKeyId", "KMSMasterKeyID")
        .replace("sseAlgorithm", "SSEAlgorithm")
        .replace(/^[a-z]/, (c) => c.toUpperCase()),
      capitalised(member),
    ]),
  );
}
