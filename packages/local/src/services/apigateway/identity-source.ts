import { queryParameters } from "./event-v2.ts";
import type { RoutedRequest } from "./request-context.ts";

/**
 * The value of an identity source (`$request.header.Authorization`, `$request.querystring.token`, `$context.routeKey`,
 * `$stageVariables.name`), or undefined when the request does not have it.
 */
export function identityOf(source: string, { request, route, stage, api }: RoutedRequest): string | undefined {
  const [, kind, name = ""] =
    /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/.exec(source) ?? [];
  switch (kind) {
    case "request.header": {
      const header = name.toLowerCase();
      return header === "cookie" ? request.cookies.join("; ") || undefined : request.headers[header];
    }
    case "request.querystring":
      return queryParameters(request.rawQuery)?.[name];
    case "stageVariables":
      return stage.variables?.[name];
    case "context":
      return {
        routeKey: route.key,
        stage: stage.name,
        apiId: api.id,
        httpMethod: request.method,
        path: request.rawPath,
      }[name];
    default:
      throw new Error(`Identity source ${source} is not one that HTTP APIs have`);
  }
}
