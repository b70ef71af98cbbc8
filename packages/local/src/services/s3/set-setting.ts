import type { BucketLifecycleConfiguration, CORSConfiguration, NotificationConfiguration } from "@aws-sdk/client-s3";
import { AwsError } from "../../error.ts";
import { normalise } from "../../iam/normalise.ts";
import type { S3Context } from "./context.ts";
import { invalidArgument } from "./errors.ts";
import { checkLifecycle } from "./lifecycle/rules.ts";
import { type Delivery, putDelivery } from "./notification/announce.ts";
import { eventNames } from "./notification/event.ts";
import type { SettingKind } from "./storage/buckets.ts";

/** Checks a setting and stores it. The same way is taken by the API and by deploys. Throws AwsError. */
export function setSetting(context: S3Context, bucket: string, kind: SettingKind, value: unknown): void {
  if (kind === "cors") checkCors(value as CORSConfiguration);
  else if (kind === "policy") checkPolicy(value);
  else if (kind === "lifecycle") checkLifecycle(value as BucketLifecycleConfiguration);
  else if (kind === "notification") {
    setNotification(context, bucket, value as NotificationConfiguration);
    return;
  }
  context.buckets.set(bucket, kind, value);
}

/** As on AWS, a queue that is newly told gets a test message; its consumers have to expect one. */
function setNotification(context: S3Context, bucket: string, given: NotificationConfiguration): void {
  const value = withIds(given);
  checkNotification(value);
  const before = context.buckets.setting<NotificationConfiguration>(bucket, "notification");
  if (JSON.stringify(before) === JSON.stringify(value)) return;
  const known = new Set(before?.QueueConfigurations?.map(({ QueueArn }) => QueueArn));
  context.cloud.database.atomically(() => {
    context.buckets.set(bucket, "notification", value);
    for (const { QueueArn = "", Id = "" } of value.QueueConfigurations ?? []) {
      if (known.has(QueueArn)) continue;
      known.add(QueueArn);
      const at = Date.now();
      const requestId = context.nextSequencer();
      const test = { Service: "Amazon S3", Event: "s3:TestEvent", Time: new Date(at).toISOString(), Bucket: bucket };
      const message = JSON.stringify({ ...test, RequestId: requestId, HostId: requestId });
      const delivery: Delivery = { bucket, target: { kind: "queue", arn: QueueArn, configurationId: Id }, message, at };
      putDelivery(context.cloud, requestId, delivery);
    }
  });
}

/** Configurations without a name get one that follows from what they say, so that the same is the same again. */
function withIds(configuration: NotificationConfiguration): NotificationConfiguration {
  const named = <Entry extends { Id?: string | undefined }>(entries: readonly Entry[] | undefined, kind: string) =>
    entries?.map((entry, index) => ({ ...entry, Id: entry.Id ?? `${kind}-${index + 1}` }));
  const queues = named(configuration.QueueConfigurations, "queue");
  const functions = named(configuration.LambdaFunctionConfigurations, "function");
  return {
    ...configuration,
    ...(queues && { QueueConfigurations: queues }),
    ...(functions && { LambdaFunctionConfigurations: functions }),
  };
}

function checkNotification(configuration: NotificationConfiguration): void {
  if (configuration.TopicConfigurations?.length) {
    throw new AwsError(
      "NotImplemented",
      "Notifications to SNS topics are not served by this local cloud; use a queue.",
      501,
    );
  }
  const { QueueConfigurations = [], LambdaFunctionConfigurations = [] } = configuration;
  for (const { Events, Id } of [...QueueConfigurations, ...LambdaFunctionConfigurations]) {
    const unknown = (Events ?? []).find((event) => !eventNames.has(event));
    if (!Events?.length || unknown) {
      throw invalidArgument(`The event '${unknown ?? ""}' of notification configuration ${Id} is not supported.`);
    }
  }
}

function checkCors({ CORSRules }: CORSConfiguration): void {
  if (!CORSRules?.length) throw new AwsError("MalformedXML", "A CORS configuration needs at least one rule.");
  const methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];
  for (const { AllowedMethods = [], AllowedOrigins = [] } of CORSRules) {
    const method = AllowedMethods.find((name) => !methods.includes(name));
    if (method) throw new AwsError("InvalidRequest", `Found unsupported HTTP method in CORS config: ${method}`);
    const origin = AllowedOrigins.find((pattern) => pattern.split("*").length > 2);
    if (origin) throw new AwsError("InvalidRequest", `AllowedOrigin "${origin}" can not have more than one wildcard.`);
  }
}

function checkPolicy(policy: unknown): void {
  try {
    normalise(String(policy));
  } catch (cause) {
    throw new AwsError("MalformedPolicy", `The policy is not valid JSON: ${(cause as Error).message}`);
  }
}
