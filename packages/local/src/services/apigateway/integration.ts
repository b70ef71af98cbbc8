import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import { isStopping } from "../../lambda/stopping.ts";
import type { Integration } from "./api.ts";
import { eventV1 } from "./event-v1.ts";
import { eventV2 } from "./event-v2.ts";
import { GatewayError } from "./gateway-error.ts";
import { type GatewayResponse, responseOf } from "./gateway-response.ts";
import { proxyTo } from "./http-proxy.ts";
import { invokeFunction } from "./invoke.ts";
import { type RoutedRequest, routeArn } from "./request-context.ts";

/** Lets the integration answer. What it does wrong is a 500 to the client, and what it did is told in the journal. */
export async function integrate(
  cloud: Cloud,
  integration: Integration,
  routed: RoutedRequest,
  authorizer: object | undefined,
): Promise<GatewayResponse> {
  const givenUp = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new GatewayError(503, "Service Unavailable"));
    givenUp.abort();
  }, integration.timeoutMs).unref();
  const answer =
    integration.kind === "http"
      ? proxyTo(integration, routed)
      : invoke(cloud, integration, routed, authorizer, givenUp.signal);
  try {
    return await Promise.race([answer, late.promise]);
  } catch (error) {
    throw asGatewayError(cloud, routed, error);
  } finally {
    clearTimeout(timer);
    answer.catch(() => {});
  }
}

async function invoke(
  cloud: Cloud,
  { functionArn, payloadVersion }: Extract<Integration, { kind: "lambda" }>,
  routed: RoutedRequest,
  authorizer: object | undefined,
  signal: AbortSignal,
): Promise<GatewayResponse> {
  const event = payloadVersion === "1.0" ? eventV1(routed, authorizer) : eventV2(routed, authorizer);
  return responseOf(await invokeFunction(cloud, functionArn, routeArn(routed), event, signal), payloadVersion);
}

function asGatewayError(cloud: Cloud, { route, request }: RoutedRequest, cause: unknown): GatewayError {
  const { requestId } = request;
  const error = cause instanceof GatewayError ? cause : new GatewayError(statusOf(cause), messageOf(cause), { cause });
  // Whoever waits is cut off when the cloud ends.
  if (!isStopping(cause)) cloud.journal.error("apigateway.integration", cause, { route: route.key, requestId });
  return error;
}

function isThrottled(cause: unknown): boolean {
  return cause instanceof AwsError && cause.code === "TooManyRequestsException";
}

function statusOf(cause: unknown): number {
  return isThrottled(cause) ? 503 : 500;
}

function messageOf(cause: unknown): string {
  return isThrottled(cause) ? "Service Unavailable" : "Internal Server Error";
}
