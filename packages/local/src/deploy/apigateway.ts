import type { Authorizer, Cors, Integration, Stage } from "../services/apigateway/api.ts";
import { functionArnIn } from "../services/apigateway/invoke.ts";
import { parseRouteKey } from "../services/apigateway/route-pattern.ts";
import type { ApiGateway } from "../services/apigateway/service.ts";
import type { Deployer } from "./deployer.ts";

const API = "aws:apigatewayv2/api:Api";
const STAGE = "aws:apigatewayv2/stage:Stage";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const ROUTE = "aws:apigatewayv2/route:Route";
const AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";

/** What AWS waits for an integration when it does not say. */
const TIMEOUT_MS = 30_000;
const AUTHORIZER_TTL_SECONDS = 300;

/** HTTP APIs with their stages, integrations, routes and authorizers. */
export function apiGatewayDeployer({ apis }: ApiGateway): Deployer {
  return {
    types: [API, STAGE, INTEGRATION, ROUTE, AUTHORIZER],
    apply({ type, name, inputs }) {
      if (type === API) return putApi(name, inputs);
      const api = apis.get(inputs.apiId);
      if (type === STAGE) api.stages.set(inputs.name, stageOf(inputs));
      else if (type === INTEGRATION) api.integrations.set(name, integrationOf(inputs));
      else if (type === ROUTE) api.routes.set(name, routeOf(inputs));
      else api.authorizers.set(name, authorizerOf(name, inputs));
    },
    remove({ type, name, inputs }) {
      if (type === API) return apis.remove(idOf(name));
      // When the API itself has gone, so has everything in it.
      const api = apis.find(inputs.apiId);
      if (type === STAGE) api?.stages.delete(inputs.name);
      else if (type === INTEGRATION) api?.integrations.delete(name);
      else if (type === ROUTE) api?.routes.delete(name);
      else api?.authorizers.delete(name);
    },
  };

  function putApi(name: string, inputs: { name: string; protocolType: string; corsConfiguration?: Cors }): void {
    if (inputs.protocolType !== "HTTP")
      throw new Error(`${inputs.protocolType} APIs are not served here, only HTTP APIs`);
    apis.put(idOf(name), inputs.name, inputs.corsConfiguration);
  }
}

/** As `graph/identity.ts` gives it to those who refer to the API. */
function idOf(logicalName: string): string {
  return logicalName.toLowerCase();
}

interface StageInputs {
  readonly name: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly defaultRouteSettings?: { readonly throttlingRateLimit?: number; readonly throttlingBurstLimit?: number };
}

function stageOf({ name, stageVariables, defaultRouteSettings = {} }: StageInputs): Stage {
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = defaultRouteSettings;
  return { name, variables: stageVariables, throttling: rate && burst ? { rate, burst } : undefined };
}

interface RouteInputs {
  readonly routeKey: string;
  readonly target?: string;
  readonly authorizationType?: string;
  readonly authorizerId?: string;
  readonly authorizationScopes?: readonly string[];
}

function routeOf({
  routeKey,
  target = "",
  authorizationType = "NONE",
  authorizerId,
  authorizationScopes = [],
}: RouteInputs) {
  if (!["NONE", "JWT", "CUSTOM"].includes(authorizationType)) {
    throw new Error(`Authorization ${authorizationType} is not served here: use a JWT or Lambda authorizer`);
  }
  return {
    key: routeKey,
    pattern: parseRouteKey(routeKey),
    integrationId: target.replace(/^integrations\//, ""),
    authorizerId: authorizationType === "NONE" ? undefined : authorizerId,
    scopes: authorizationScopes,
  };
}

interface IntegrationInputs {
  readonly integrationType: string;
  readonly integrationUri: string;
  readonly integrationMethod?: string;
  readonly payloadFormatVersion?: string;
  readonly timeoutMilliseconds?: number;
}

function integrationOf(inputs: IntegrationInputs): Integration {
  const timeoutMs = inputs.timeoutMilliseconds ?? TIMEOUT_MS;
  const { integrationType, integrationUri, integrationMethod = "ANY" } = inputs;
  if (integrationType === "HTTP_PROXY")
    return { kind: "http", url: integrationUri, method: integrationMethod, timeoutMs };
  if (integrationType !== "AWS_PROXY") throw new Error(`${integrationType} integrations are not served here`);
  const payloadVersion = versionOf(inputs.payloadFormatVersion ?? "1.0");
  return { kind: "lambda", functionArn: functionArnIn(integrationUri), payloadVersion, timeoutMs };
}

interface AuthorizerInputs {
  readonly authorizerType: string;
  readonly identitySources?: readonly string[];
  readonly jwtConfiguration?: { readonly issuer?: string; readonly audiences?: readonly string[] };
  readonly authorizerUri?: string;
  readonly authorizerPayloadFormatVersion?: string;
  readonly enableSimpleResponses?: boolean;
  readonly authorizerResultTtlInSeconds?: number;
}

function authorizerOf(id: string, inputs: AuthorizerInputs): Authorizer {
  const { identitySources = [], jwtConfiguration } = inputs;
  if (inputs.authorizerType === "JWT") {
    const { issuer = "", audiences = [] } = jwtConfiguration ?? {};
    const [identitySource = "$request.header.Authorization"] = identitySources;
    return { kind: "jwt", id, identitySource, issuer, audiences };
  }
  return {
    kind: "lambda",
    id,
    identitySources,
    functionArn: functionArnIn(inputs.authorizerUri ?? ""),
    payloadVersion: versionOf(inputs.authorizerPayloadFormatVersion ?? "2.0"),
    simpleResponses: inputs.enableSimpleResponses ?? false,
    ttlSeconds: inputs.authorizerResultTtlInSeconds ?? AUTHORIZER_TTL_SECONDS,
  };
}

function versionOf(version: string): "1.0" | "2.0" {
  if (version === "1.0" || version === "2.0") return version;
  throw new Error(`Payload format ${version} does not exist: use 1.0 or 2.0`);
}
