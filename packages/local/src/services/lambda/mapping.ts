import { createHash } from "node:crypto";

/** Inputs of `aws:lambda/eventSourceMapping:EventSourceMapping`, as far as queues and table streams have them. */
export interface MappingInputs {
  readonly eventSourceArn: string;
  /** Name or ARN. */
  readonly functionName: string;
  readonly enabled?: boolean;
  readonly batchSize?: number;
  readonly maximumBatchingWindowInSeconds?: number;
  readonly functionResponseTypes?: readonly string[];
  readonly scalingConfig?: { readonly maximumConcurrency?: number };
  readonly filterCriteria?: { readonly filters?: readonly { readonly pattern?: string }[] };
  readonly startingPosition?: string;
  readonly bisectBatchOnFunctionError?: boolean;
  readonly maximumRetryAttempts?: number;
  readonly maximumRecordAgeInSeconds?: number;
  readonly destinationConfig?: { readonly onFailure?: { readonly destinationArn?: string } };
}

/** What feeds a function: a queue or the stream of a table. */
export interface Mapping {
  /** The same at every start, since it follows from the name of the resource. */
  readonly uuid: string;
  readonly source: "sqs" | "dynamodb";
  readonly sourceArn: string;
  readonly functionName: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** The function says which records of a batch failed. */
  readonly partialFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  /** Event patterns, any of which lets a record through; none lets all through. */
  readonly patterns: readonly string[];
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  readonly bisect: boolean;
  /** Infinity tries until the record is too old. */
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  readonly onFailure: string | undefined;
}

const DEFAULT_BATCH = { sqs: 10, dynamodb: 100 };

/** Reads a mapping from its resource. Throws for sources that are not served here. */
export function mappingOf(name: string, functionName: string, inputs: MappingInputs): Mapping {
  const source = inputs.eventSourceArn.split(":")[2];
  if (source !== "sqs" && source !== "dynamodb") {
    throw new Error(`Event source ${inputs.eventSourceArn} is not served here: use a queue or the stream of a table`);
  }
  const { startingPosition = "LATEST" } = inputs;
  if (startingPosition !== "LATEST" && startingPosition !== "TRIM_HORIZON") {
    throw new Error(
      `Starting position ${startingPosition} is not one that a table's stream has: use LATEST or TRIM_HORIZON`,
    );
  }
  return {
    uuid: uuidOf(name),
    source,
    sourceArn: inputs.eventSourceArn,
    functionName,
    enabled: inputs.enabled ?? true,
    batchSize: inputs.batchSize ?? DEFAULT_BATCH[source],
    windowSeconds: inputs.maximumBatchingWindowInSeconds ?? 0,
    partialFailures: inputs.functionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    maximumConcurrency: inputs.scalingConfig?.maximumConcurrency,
    patterns: (inputs.filterCriteria?.filters ?? []).map(({ pattern }) => pattern ?? "{}"),
    startingPosition,
    bisect: inputs.bisectBatchOnFunctionError ?? false,
    maximumRetries: unlimited(inputs.maximumRetryAttempts),
    maximumAgeSeconds: unlimited(inputs.maximumRecordAgeInSeconds),
    onFailure: inputs.destinationConfig?.onFailure?.destinationArn,
  };
}

/** -1 stands for no limit. */
function unlimited(value = -1): number {
  return value < 0 ? Number.POSITIVE_INFINITY : value;
}

export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
