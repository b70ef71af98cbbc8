import type { NotificationConfiguration, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import type { EventName } from "./event.ts";

/** Who is to be told, and which configuration says so. `bus` is the account's default event bus. */
export type Target =
  | { readonly kind: "queue" | "function"; readonly arn: string; readonly configurationId: string }
  | { readonly kind: "bus" };

/** The targets of a bucket's notification configuration for an event on a key. */
export function targetsOf(configuration: NotificationConfiguration, name: EventName, key: string): Target[] {
  const targets: Target[] = configuration.EventBridgeConfiguration ? [{ kind: "bus" }] : [];
  for (const { QueueArn, Id, Events, Filter } of configuration.QueueConfigurations ?? []) {
    if (QueueArn && matches(Events, Filter, name, key)) {
      targets.push({ kind: "queue", arn: QueueArn, configurationId: Id ?? "" });
    }
  }
  for (const { LambdaFunctionArn, Id, Events, Filter } of configuration.LambdaFunctionConfigurations ?? []) {
    if (LambdaFunctionArn && matches(Events, Filter, name, key)) {
      targets.push({ kind: "function", arn: LambdaFunctionArn, configurationId: Id ?? "" });
    }
  }
  return targets;
}

function matches(
  events: readonly string[] | undefined,
  filter: NotificationConfigurationFilter | undefined,
  name: EventName,
  key: string,
): boolean {
  const wanted = events?.some((event) => event === `s3:${name}` || event === `s3:${name.split(":")[0]}:*`);
  return (
    wanted === true &&
    (filter?.Key?.FilterRules ?? []).every(({ Name, Value = "" }) => {
      return Name?.toLowerCase() === "suffix" ? key.endsWith(Value) : key.startsWith(Value);
    })
  );
}
