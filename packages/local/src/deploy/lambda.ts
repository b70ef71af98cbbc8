import type { Graph, Resource } from "../graph/resources.ts";
import type { FunctionDefinition } from "../lambda/function-definition.ts";
import { FUNCTION_URL, type FunctionUrlInputs, type FunctionUrls } from "../services/functionurl/function-urls.ts";
import type { EventInvokeInputs } from "../services/lambda/async-configurations.ts";
import { nameIn } from "../services/lambda/functions.ts";
import { type MappingInputs, mappingOf, uuidOf } from "../services/lambda/mapping.ts";
import type { PermissionInputs } from "../services/lambda/permissions.ts";
import type { Lambda } from "../services/lambda/service.ts";
import type { Deployer } from "./deployer.ts";
import { linksOf } from "./links.ts";

const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const EVENT_INVOKE = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";

interface FunctionInputs {
  readonly name: string;
  readonly role: string;
  readonly description?: string;
  readonly runtime?: string;
  readonly timeout?: number;
  readonly memorySize?: number;
  readonly architectures?: readonly string[];
  readonly ephemeralStorage?: { readonly size?: number };
  readonly environment?: { readonly variables?: Readonly<Record<string, string>> };
  readonly reservedConcurrentExecutions?: number;
  readonly loggingConfig?: { readonly logGroup?: string; readonly logFormat?: string };
  readonly deadLetterConfig?: { readonly targetArn?: string };
}

/** Functions, who may invoke them, how events are retried, their own URLs, and what feeds them. */
export function lambdaDeployer(lambda: Lambda, urls: FunctionUrls): Deployer {
  const { functions, policies, asyncConfigurations, mappings } = lambda;
  return {
    types: [FUNCTION, PERMISSION, EVENT_INVOKE, FUNCTION_URL, MAPPING],
    async apply({ type, name, inputs }: Resource<never>, graph) {
      if (type === FUNCTION) functions.put(definitionOf(lambda, name, inputs, graph));
      else if (type === PERMISSION) {
        const permission: PermissionInputs = inputs;
        policies.put(name, functions.arnOf(nameIn(permission.function)), permission);
      } else if (type === EVENT_INVOKE) {
        const configuration: EventInvokeInputs = inputs;
        asyncConfigurations.put(nameIn(configuration.functionName), configuration);
      } else if (type === FUNCTION_URL) {
        const url: FunctionUrlInputs = inputs;
        urls.put(name, url);
      } else {
        const mapping: MappingInputs = inputs;
        await mappings.put(mappingOf(name, nameIn(mapping.functionName), mapping));
      }
    },
    async remove({ type, name, inputs }) {
      if (type === FUNCTION) functions.remove(inputs.name);
      else if (type === PERMISSION) policies.remove(name);
      else if (type === EVENT_INVOKE) asyncConfigurations.remove(nameIn(inputs.functionName));
      else if (type === FUNCTION_URL) urls.remove(name);
      else await mappings.remove(uuidOf(name));
    },
  };
}

/** AWS's defaults where the resource says nothing: 3 seconds, 128 MB. */
function definitionOf(lambda: Lambda, logicalName: string, inputs: FunctionInputs, graph: Graph): FunctionDefinition {
  const source = graph.functions[logicalName];
  if (!source) throw new Error(`The graph has no source for it: its component did not ask for a build`);
  return {
    name: inputs.name,
    logicalName,
    arn: lambda.functions.arnOf(inputs.name),
    role: inputs.role,
    description: inputs.description ?? "",
    runtime: inputs.runtime ?? "nodejs24.x",
    handler: source.handler,
    install: source.install ?? [],
    timeoutSeconds: inputs.timeout ?? 3,
    memoryMegabytes: inputs.memorySize ?? 128,
    ephemeralStorageMegabytes: inputs.ephemeralStorage?.size ?? 512,
    architectures: inputs.architectures ?? ["x86_64"],
    reservedConcurrency: reserved(inputs.reservedConcurrentExecutions),
    variables: inputs.environment?.variables ?? {},
    links: linksOf(source.links, graph),
    logGroup: inputs.loggingConfig?.logGroup ?? `/aws/lambda/${inputs.name}`,
    logFormat: inputs.loggingConfig?.logFormat === "JSON" ? "JSON" : "Text",
    deadLetterArn: inputs.deadLetterConfig?.targetArn,
  };
}

/** -1 reserves nothing. */
function reserved(executions: number | undefined): number | undefined {
  return executions === undefined || executions < 0 ? undefined : executions;
}
