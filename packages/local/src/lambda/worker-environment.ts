import type { Cloud } from "../cloud.ts";
import type { FunctionDefinition } from "./function-definition.ts";

/** Names that lambda links' encrypted file; here links come in the open, and the SDK would look for that file. */
const ENCRYPTED_LINKS = new Set(["SST_KEY", "SST_KEY_FILE"]);

/** Of this process's own environment, functions see only where to find programs. */
const INHERITED = ["PATH", "FFMPEG_PATH", "FFPROBE_PATH"];

/** Variables that a process, or a library in it, reads only when it starts. */
const READ_AT_START = /^(NODE_(?!ENV$)|UV_|LD_|DYLD_|LC_|LANG$|TZ$|SSL_|OPENSSL_|MALLOC_)/;

interface WorkerPlace {
  /** `host:port/path` of the Runtime API for this worker. */
  readonly runtimeApi: string;
  /** Directory of the code: `LAMBDA_TASK_ROOT`. */
  readonly taskRoot: string;
  readonly temporary: string;
  readonly logStream: string;
  readonly handlerName: string;
}

/**
 * The whole environment of a worker: what AWS sets, the resource's variables, its links, and keys of its role.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function workerEnvironment(
  cloud: Cloud,
  definition: FunctionDefinition,
  place: WorkerPlace,
): Record<string, string> {
  const { region, app, stage } = cloud.place;
  const keys = cloud.credentialsOf({ kind: "role", arn: definition.role, session: definition.name });
  const variables = Object.entries(definition.variables).filter(([name]) => !ENCRYPTED_LINKS.has(name));
  return {
    ...blankEnvironment(),
    TMPDIR: place.temporary,
    SST_RESOURCE_App: JSON.stringify({ name: app, stage }),
    ...definition.links,
    ...Object.fromEntries(variables),
    AWS_ENDPOINT_URL: cloud.place.endpoint(),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    LAMBDA_TASK_ROOT: place.taskRoot,
    _HANDLER: `bundle.${place.handlerName}`,
  };
}

/** What every process starts with, whatever function it will belong to: nothing that is one function's own. */
export function blankEnvironment(): Record<string, string> {
  return {
    ...Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
  };
}

/** Those of a function's variables that come too late when its process has already started, e.g. `NODE_OPTIONS`. */
export function startVariables({ variables }: FunctionDefinition): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => READ_AT_START.test(name)));
}
