import type {
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
} from "@aws-sdk/client-lambda";
import { operation } from "../../service.ts";
import { configurationOf } from "./function-configuration.ts";
import type { Functions } from "./functions.ts";
import { page } from "./paging.ts";

export function functionOperations(functions: Functions) {
  return {
    GetFunction: operation({
      permissions: ({ FunctionName }: GetFunctionRequest) => [
        { action: "lambda:GetFunction", resource: functions.get(FunctionName).arn },
      ],
      run({ FunctionName }: GetFunctionRequest): GetFunctionResponse {
        const definition = functions.get(FunctionName);
        const { reservedConcurrency } = definition;
        return {
          Configuration: configurationOf(definition),
          ...(reservedConcurrency !== undefined && {
            Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
          }),
        };
      },
    }),

    GetFunctionConfiguration: operation({
      permissions: ({ FunctionName }: GetFunctionConfigurationRequest) => [
        { action: "lambda:GetFunctionConfiguration", resource: functions.get(FunctionName).arn },
      ],
      run: ({ FunctionName }: GetFunctionConfigurationRequest) => configurationOf(functions.get(FunctionName)),
    }),

    ListFunctions: operation({
      permissions: (_input: ListFunctionsRequest) => [{ action: "lambda:ListFunctions", resource: "*" }],
      run({ Marker, MaxItems }: ListFunctionsRequest): ListFunctionsResponse {
        const { items, ...next } = page(functions.all(), ({ name }) => name, Marker, MaxItems ?? 50);
        return { Functions: items.map(configurationOf), ...next };
      },
    }),
  };
}
