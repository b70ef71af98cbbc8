import { clfTime, domainOf, eventBody, type Located } from "./request-context.ts";

/**
 * Payload format 2.0, without who was authorized. Members that would be empty are left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(routed: Located, authorizer?: object) {
  const { request, route, stage, parameters } = routed;
  const query = queryParameters(request.rawQuery);
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath: request.rawPath,
    rawQueryString: request.rawQuery,
    ...(request.cookies.length > 0 && { cookies: request.cookies }),
    headers: request.headers,
    ...(query && { queryStringParameters: query }),
    requestContext: requestContextV2(routed, authorizer),
    ...(parameters && { pathParameters: parameters }),
    ...(stage.variables && { stageVariables: stage.variables }),
    ...eventBody(request),
  };
}

function requestContextV2(routed: Located, authorizer?: object) {
  const { request, place, api, route, stage } = routed;
  return {
    accountId: place.account,
    apiId: api.id,
    ...(authorizer && { authorizer }),
    ...domainOf(routed),
    http: {
      method: request.method,
      path: request.rawPath,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers["user-agent"] ?? "",
    },
    requestId: request.requestId,
    routeKey: route.key,
    stage: stage.name,
    time: clfTime(request.receivedAt),
    timeEpoch: request.receivedAt,
  };
}

/** Decoded; the values of one name joined by commas. */
export function queryParameters(rawQuery: string): Record<string, string> | undefined {
  const parameters = new URLSearchParams(rawQuery);
  if (parameters.size === 0) return undefined;
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name).join(",")]));
}
