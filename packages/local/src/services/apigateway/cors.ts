import type { Cors } from "./api.ts";
import type { GatewayRequest } from "./gateway-request.ts";
import type { GatewayResponse } from "./gateway-response.ts";

const LIST = ",";

/** The gateway's own answer to a browser that asks before it sends; undefined when the request is something else. */
export function preflight(cors: Cors | undefined, request: GatewayRequest): GatewayResponse | undefined {
  const asks =
    request.method === "OPTIONS" && request.headers.origin && request.headers["access-control-request-method"];
  if (!cors || !asks) return undefined;
  return { status: 204, headers: corsHeaders(cors, request), body: Buffer.alloc(0) };
}

/** With CORS configured the gateway's headers hold, and those of the integration are dropped. */
export function withCors(cors: Cors | undefined, request: GatewayRequest, response: GatewayResponse): GatewayResponse {
  if (!cors) return response;
  const own = Object.entries(response.headers).filter(([name]) => !name.startsWith("access-control-"));
  return { ...response, headers: { ...Object.fromEntries(own), ...corsHeaders(cors, request) } };
}

function corsHeaders(cors: Cors, request: GatewayRequest): Record<string, string> {
  const origin = allowedOrigin(cors, request.headers.origin);
  if (!origin) return {};
  const asked = request.method === "OPTIONS";
  return {
    "access-control-allow-origin": origin,
    ...(origin !== "*" && { vary: "Origin" }),
    ...(cors.allowCredentials && { "access-control-allow-credentials": "true" }),
    ...(cors.exposeHeaders?.length && { "access-control-expose-headers": cors.exposeHeaders.join(LIST) }),
    ...(asked && cors.allowMethods?.length && { "access-control-allow-methods": cors.allowMethods.join(LIST) }),
    ...(asked && cors.allowHeaders?.length && { "access-control-allow-headers": cors.allowHeaders.join(LIST) }),
    ...(asked && cors.maxAge !== undefined && { "access-control-max-age": String(cors.maxAge) }),
  };
}

/** `*`, the origin itself, or a pattern such as `https://*`. */
function allowedOrigin({ allowOrigins = [] }: Cors, origin: string | undefined): string | undefined {
  if (!origin) return undefined;
  if (allowOrigins.includes("*")) return "*";
  const allowed = allowOrigins.some((pattern) =>
    pattern.endsWith("*") ? origin.startsWith(pattern.slice(0, -1)) : pattern === origin,
  );
  return allowed ? origin : undefined;
}
