import { clfTime, domainOf, eventBody, type RoutedRequest } from "./request-context.ts";

/**
 * Payload format 1.0. Members that would be empty are null, and everything with several values is there twice.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV1(routed: RoutedRequest, authorizer?: object) {
  const { request, stage, parameters } = routed;
  const query = new URLSearchParams(request.rawQuery);
  const names = [...new Set(query.keys())];
  const all = (pick: (name: string) => unknown) =>
    names.length > 0 ? Object.fromEntries(names.map((name) => [name, pick(name)])) : null;
  const { body = null, isBase64Encoded } = eventBody(request);
  return {
    version: "1.0",
    resource: resourceOf(routed),
    path: request.rawPath,
    httpMethod: request.method,
    headers: Object.fromEntries(Object.entries(request.multiHeaders).map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: request.multiHeaders,
    queryStringParameters: all((name) => query.getAll(name).at(-1)),
    multiValueQueryStringParameters: all((name) => query.getAll(name)),
    requestContext: requestContextV1(routed, authorizer),
    pathParameters: parameters ?? null,
    stageVariables: stage.variables ?? null,
    body,
    isBase64Encoded,
  };
}

export function requestContextV1(routed: RoutedRequest, authorizer: object = {}) {
  const { request, place, api, route, stage } = routed;
  return {
    accountId: place.account,
    apiId: api.id,
    authorizer,
    ...domainOf(routed),
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: { sourceIp: request.sourceIp, userAgent: request.headers["user-agent"] ?? "" },
    path: request.rawPath,
    protocol: request.protocol,
    requestId: request.requestId,
    requestTime: clfTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt,
    resourceId: route.key,
    resourcePath: resourceOf(routed),
    stage: stage.name,
  };
}

/** The path of a route's key. */
export function resourceOf({ route }: RoutedRequest): string {
  return route.key.split(" ")[1] ?? route.key;
}
