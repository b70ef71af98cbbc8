import type { Cloud } from "../../../cloud.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { toResult } from "./answer.ts";
import type { TaskCall } from "./call.ts";
import { toCamelCase, toPascalCase } from "./casing.ts";
import { isCamelCase, localName } from "./services.ts";

/** Calls any operation of any service with a task's arguments, and returns what it answers. */
export async function callOperation(
  cloud: Cloud,
  { resource, arguments: given, roleArn, executionName, signal }: TaskCall,
): Promise<Json> {
  if (!isObject(given)) {
    throw new StateFailure(
      "States.Runtime",
      `Arguments of ${resource.service}:${resource.name} must be an object, but were ${JSON.stringify(given)}`,
    );
  }
  const principal = { kind: "role", arn: roleArn, session: executionName } as const;
  const camel = isCamelCase(resource);
  const input = camel ? (toCamelCase(given) as JsonObject) : given;
  const texts = resource.kind === "optimized" ? withTexts(resource.service, input) : input;
  const output = await cloud.call<object>(principal, localName(resource), resource.operation, texts, signal);
  const result = await toResult(output);
  if (resource.service === "events" && resource.operation === "PutEvents") refuseFailedEntries(result);
  return camel ? toPascalCase(result) : result;
}

/** The optimized integrations take JSON where the API wants text: a message's body, an event's detail. */
function withTexts(service: string, input: JsonObject): JsonObject {
  if (service === "sqs") return { ...input, ...asText(input, "MessageBody") };
  if (service === "sns") return { ...input, ...asText(input, "Message") };
  if (service === "events" && Array.isArray(input.Entries)) {
    return {
      ...input,
      Entries: input.Entries.map((entry: Json) => (isObject(entry) ? { ...entry, ...asText(entry, "Detail") } : entry)),
    };
  }
  return input;
}

function asText(input: JsonObject, member: string): JsonObject {
  const value = input[member];
  return value === undefined || typeof value === "string" ? {} : { [member]: JSON.stringify(value) };
}

function refuseFailedEntries(result: Json): void {
  if (isObject(result) && typeof result.FailedEntryCount === "number" && result.FailedEntryCount > 0) {
    throw new StateFailure("EventBridge.FailedEntry", JSON.stringify(result));
  }
}
