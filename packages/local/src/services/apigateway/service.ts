import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cloud } from "../../cloud.ts";
import { type Api, Apis, type Stage } from "./api.ts";
import { preflight, withCors } from "./cors.ts";
import { GatewayError } from "./gateway-error.ts";
import { type GatewayRequest, readRequest } from "./gateway-request.ts";
import { errorResponse, type GatewayResponse } from "./gateway-response.ts";
import { integrate } from "./integration.ts";
import { IssuerKeys } from "./jwks.ts";
import { authorizeByJwt } from "./jwt-authorizer.ts";
import { LambdaAuthorizers } from "./lambda-authorizer.ts";
import type { RoutedRequest } from "./request-context.ts";
import { selectRoute } from "./route-pattern.ts";
import { sendResponse } from "./send-response.ts";
import { createThrottle } from "./throttle.ts";

/** Amazon API Gateway, HTTP APIs, served below `/_aws/execute-api/<api>`. */
export interface ApiGateway {
  readonly apis: Apis;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createApiGateway(cloud: Cloud): ApiGateway {
  const apis = new Apis();
  const keys = new IssuerKeys();
  const throttle = createThrottle();
  const lambdaAuthorizers = new LambdaAuthorizers(cloud);

  async function answer(api: Api, request: GatewayRequest): Promise<GatewayResponse> {
    const asked = preflight(api.cors, request);
    if (asked) return asked;
    const routed = routeOf(api, request);
    const { stage, route } = routed;
    if (stage.throttling) throttle.admit(`${api.id} ${stage.name} ${route.key}`, stage.throttling);
    const authorizer = await authorize(routed);
    const integration = api.integrations.get(routed.route.integrationId);
    if (!integration)
      throw new Error(`Route ${routed.route.key} leads to ${routed.route.integrationId}, which is not there`);
    return integrate(cloud, integration, routed, authorizer);
  }

  function routeOf(api: Api, request: GatewayRequest): RoutedRequest {
    const { stage, path } = stageOf(api, request.rawPath);
    const selected = selectRoute(api.routes.values(), request.method, path);
    if (!selected) throw new GatewayError(404, "Not Found");
    return { request, place: cloud.place, api, stage, ...selected };
  }

  async function authorize(routed: RoutedRequest): Promise<object | undefined> {
    const { authorizerId } = routed.route;
    if (authorizerId === undefined) return undefined;
    const authorizer = routed.api.authorizers.get(authorizerId);
    if (!authorizer) throw new Error(`Route ${routed.route.key} asks authorizer ${authorizerId}, which is not there`);
    return authorizer.kind === "jwt"
      ? authorizeByJwt(authorizer, routed, keys)
      : lambdaAuthorizers.authorize(authorizer, routed);
  }

  function failed(error: unknown, url: string | undefined): GatewayResponse {
    if (error instanceof GatewayError) return errorResponse(error);
    cloud.journal.error("apigateway.failed", error, { url });
    return errorResponse(new GatewayError(500, "Internal Server Error"));
  }

  return {
    apis,
    async handle(incoming, outgoing) {
      let response: GatewayResponse;
      try {
        const request = await readRequest(incoming);
        const api = apis.find(request.apiId);
        if (!api) throw new GatewayError(404, "Not Found");
        const answered = await answer(api, request).catch((error: unknown) => failed(error, incoming.url));
        const { headers, ...rest } = withCors(api.cors, request, answered);
        response = { ...rest, headers: { ...headers, "apigw-requestid": request.requestId } };
      } catch (error) {
        response = failed(error, incoming.url);
      }
      sendResponse(response, incoming, outgoing);
    },
  };
}

/** The first segment of a path may name a stage; else the default stage is meant, which has none in its paths. */
function stageOf(api: Api, rawPath: string): { stage: Stage; path: string } {
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/s.exec(rawPath) ?? [];
  const named = api.stages.get(first);
  if (named) return { stage: named, path: rest || "/" };
  const stage = api.stages.get("$default");
  if (!stage) throw new GatewayError(404, "Not Found");
  return { stage, path: rawPath };
}
