import type {
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  UpdateEventSourceMappingRequest,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../error.ts";
import { operation } from "../../service.ts";
import { type Functions, nameIn } from "./functions.ts";
import type { Mapping } from "./mapping.ts";
import type { Mappings } from "./mappings.ts";
import { page } from "./paging.ts";

/** What an operator may change; all else is infra's. */
const CHANGEABLE = new Set(["UUID", "FunctionName", "Enabled"]);

export function mappingOperations(mappings: Mappings, functions: Functions) {
  const describe = (mapping: Mapping): EventSourceMappingConfiguration => {
    const stream = mapping.source === "dynamodb";
    return {
      UUID: mapping.uuid,
      EventSourceArn: mapping.sourceArn,
      FunctionArn: functions.arnOf(mapping.functionName),
      BatchSize: mapping.batchSize,
      MaximumBatchingWindowInSeconds: mapping.windowSeconds,
      State: mappings.isEnabled(mapping) ? "Enabled" : "Disabled",
      StateTransitionReason: "USER_INITIATED",
      LastModified: new Date(mappings.modifiedAt(mapping)),
      LastProcessingResult: problem(mappings.problemOf(mapping)),
      FunctionResponseTypes: mapping.partialFailures ? ["ReportBatchItemFailures"] : [],
      ...(mapping.patterns.length > 0 && {
        FilterCriteria: { Filters: mapping.patterns.map((Pattern) => ({ Pattern })) },
      }),
      ...(mapping.maximumConcurrency && { ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency } }),
      ...(stream && {
        StartingPosition: mapping.startingPosition,
        BisectBatchOnFunctionError: mapping.bisect,
        MaximumRetryAttempts: orMinusOne(mapping.maximumRetries),
        MaximumRecordAgeInSeconds: orMinusOne(mapping.maximumAgeSeconds),
        ParallelizationFactor: 1,
      }),
      ...(mapping.onFailure && { DestinationConfig: { OnFailure: { Destination: mapping.onFailure } } }),
    };
  };

  return {
    GetEventSourceMapping: operation({
      permissions: ({ UUID }: GetEventSourceMappingRequest) => [
        { action: "lambda:GetEventSourceMapping", resource: mappingArn(functions, UUID) },
      ],
      run: ({ UUID }: GetEventSourceMappingRequest) => describe(mappings.get(UUID)),
    }),

    ListEventSourceMappings: operation({
      permissions: (_input: ListEventSourceMappingsRequest) => [
        { action: "lambda:ListEventSourceMappings", resource: "*" },
      ],
      run({
        EventSourceArn,
        FunctionName,
        Marker,
        MaxItems,
      }: ListEventSourceMappingsRequest): ListEventSourceMappingsResponse {
        const name = FunctionName === undefined ? undefined : nameIn(FunctionName);
        const found = mappings
          .all()
          .filter((mapping) => EventSourceArn === undefined || mapping.sourceArn === EventSourceArn)
          .filter((mapping) => name === undefined || mapping.functionName === name);
        const { items, ...next } = page(found, ({ uuid }) => uuid, Marker, MaxItems ?? 100);
        return { EventSourceMappings: items.map(describe), ...next };
      },
    }),

    UpdateEventSourceMapping: operation({
      permissions: ({ UUID }: UpdateEventSourceMappingRequest) => [
        { action: "lambda:UpdateEventSourceMapping", resource: mappingArn(functions, UUID) },
      ],
      async run(input: UpdateEventSourceMappingRequest) {
        const fixed = Object.entries(input).filter(([name, value]) => value !== undefined && !CHANGEABLE.has(name));
        if (fixed.length > 0) {
          const names = fixed.map(([name]) => name).join(", ");
          throw new AwsError(
            "InvalidParameterValueException",
            `${names} can only be changed in infra; Enabled can be changed here`,
          );
        }
        const mapping = mappings.get(input.UUID);
        if (input.Enabled !== undefined) await mappings.setEnabled(mapping, input.Enabled);
        return describe(mapping);
      },
    }),
  };
}

function mappingArn(functions: Functions, uuid: string | undefined): string {
  return functions.arnOf("").replace("function:", `event-source-mapping:${uuid}`);
}

function problem(message: string | undefined): string {
  return message === undefined ? "OK" : `PROBLEM: ${message}`;
}

function orMinusOne(value: number): number {
  return Number.isFinite(value) ? value : -1;
}
