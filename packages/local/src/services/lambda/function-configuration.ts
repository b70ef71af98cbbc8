import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { FunctionDefinition } from "../../lambda/function-definition.ts";

/** A function as `GetFunctionConfiguration` and `ListFunctions` show it. */
export function configurationOf(definition: FunctionDefinition): FunctionConfiguration {
  return {
    FunctionName: definition.name,
    FunctionArn: definition.arn,
    Runtime: definition.runtime as NonNullable<FunctionConfiguration["Runtime"]>,
    Role: definition.role,
    Handler: definition.handler,
    Description: definition.description,
    Timeout: definition.timeoutSeconds,
    MemorySize: definition.memoryMegabytes,
    Version: "$LATEST",
    Environment: { Variables: { ...definition.variables } },
    TracingConfig: { Mode: "PassThrough" },
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: [...definition.architectures] as NonNullable<FunctionConfiguration["Architectures"]>,
    EphemeralStorage: { Size: definition.ephemeralStorageMegabytes },
    LoggingConfig: { LogFormat: definition.logFormat, LogGroup: definition.logGroup },
    ...(definition.deadLetterArn && { DeadLetterConfig: { TargetArn: definition.deadLetterArn } }),
  };
}
