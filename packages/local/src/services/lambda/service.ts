import * as lambda from "@aws-sdk/client-lambda";
import type { Cloud } from "../../cloud.ts";
import { Engine } from "../../lambda/engine.ts";
import type { LogSink } from "../../lambda/log-sink.ts";
import type { Service } from "../../service.ts";
import { restCodec } from "../../wire/rest.ts";
import { AsyncConfigurations } from "./async-configurations.ts";
import { AsyncQueue } from "./async-queue.ts";
import { functionOperations } from "./function-operations.ts";
import { Functions } from "./functions.ts";
import { invokeOperations } from "./invoke.ts";
import { mappingOperations } from "./mapping-operations.ts";
import { Mappings } from "./mappings.ts";
import { FunctionPolicies } from "./permissions.ts";

/** AWS Lambda: functions from their sources, invocations, event sources. */
export interface Lambda extends Service {
  readonly functions: Functions;
  readonly policies: FunctionPolicies;
  readonly asyncConfigurations: AsyncConfigurations;
  readonly mappings: Mappings;
}

export function createLambda(cloud: Cloud, logs: LogSink): Lambda {
  const engine = new Engine(cloud, logs);
  const functions = new Functions(cloud.place, engine);
  const policies = new FunctionPolicies();
  const asyncConfigurations = new AsyncConfigurations();
  const queue = new AsyncQueue(cloud, functions, engine, asyncConfigurations);
  const mappings = new Mappings(cloud, functions, engine);

  return {
    name: "lambda",
    codec: restCodec({ module: lambda, protocol: "json" }),
    operations: {
      ...invokeOperations(functions, engine, queue),
      ...functionOperations(functions),
      ...mappingOperations(mappings, functions),
    },
    policyOf: (functionArn) => policies.of(functionArn),
    start: () => mappings.start(),
    async stop() {
      const idle = mappings.stop();
      await engine.stop();
      await idle;
    },
    functions,
    policies,
    asyncConfigurations,
    mappings,
  };
}
