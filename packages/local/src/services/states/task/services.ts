import type { TaskResource } from "../definition/resource.ts";

interface Names {
  /** The service's name here, where it is another one than in a Resource. */
  readonly name?: string;
  /** What its errors begin with: in optimized integrations, and in `aws-sdk` ones. */
  readonly optimized?: string;
  readonly sdk: string;
  /** Its API writes members in camelCase; in definitions they are in PascalCase, as in all others. */
  readonly camel?: boolean;
}

/** Services by their names in a Resource. One that is not listed is called by that name. */
const services: Record<string, Names> = {
  lambda: { optimized: "Lambda", sdk: "Lambda" },
  sqs: { optimized: "SQS", sdk: "Sqs" },
  sns: { optimized: "SNS", sdk: "Sns" },
  s3: { sdk: "S3" },
  dynamodb: { optimized: "DynamoDB", sdk: "DynamoDb" },
  events: { optimized: "EventBridge", sdk: "EventBridge" },
  eventbridge: { name: "events", sdk: "EventBridge" },
  states: { optimized: "StepFunctions", sdk: "Sfn", camel: true },
  sfn: { name: "states", sdk: "Sfn", camel: true },
  mediaconvert: { optimized: "MediaConvert", sdk: "MediaConvert" },
  cloudwatchlogs: { name: "logs", sdk: "CloudWatchLogs", camel: true },
  ecs: { optimized: "ECS", sdk: "Ecs", camel: true },
  batch: { optimized: "Batch", sdk: "Batch", camel: true },
  s3vectors: { sdk: "S3Vectors", camel: true },
  bedrockruntime: { name: "bedrock", sdk: "BedrockRuntime", camel: true },
};

export function localName({ service }: TaskResource): string {
  return services[service]?.name ?? service;
}

export function isCamelCase({ service }: TaskResource): boolean {
  return services[service]?.camel ?? false;
}

export function errorPrefix({ service, kind }: TaskResource): string {
  const names = services[service];
  const sdk = names?.sdk ?? service.charAt(0).toUpperCase() + service.slice(1);
  return kind === "sdk" ? sdk : (names?.optimized ?? sdk);
}
