import type { Place } from "../../cloud.ts";
import type { Api, Route, Stage } from "./api.ts";
import type { GatewayRequest } from "./gateway-request.ts";

/** A request whose route is known. */
export interface RoutedRequest {
  readonly request: GatewayRequest;
  readonly place: Place;
  readonly api: Api;
  readonly stage: Stage;
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>> | undefined;
}

/** As much of it as an event tells: also of requests to a function's own URL. */
export interface Located extends Pick<RoutedRequest, "request" | "place" | "stage" | "parameters"> {
  readonly api: Pick<Api, "id">;
  readonly route: Pick<Route, "key">;
}

/** `stage/METHOD/path`, as rights on a route are written: `arn:aws:execute-api:...:api/$default/GET/assets`. */
export function routeArn({ place, api, stage, request }: RoutedRequest): string {
  return `${apiArn(place, api)}/${stage.name}/${request.method}${request.rawPath}`;
}

export function apiArn({ region, account }: Place, { id }: Api): string {
  return `arn:aws:execute-api:${region}:${account}:${id}`;
}

export function domainOf({ request }: Pick<RoutedRequest, "request">): { domainName: string; domainPrefix: string } {
  const domainName = (request.headers.host ?? "").replace(/:\d+$/, "");
  return { domainName, domainPrefix: domainName.split(".")[0] ?? "" };
}

/** `20/Nov/2026:19:03:58 +0000`, as access logs have it. */
export function clfTime(milliseconds: number): string {
  const [, date, time] = /^\w+, (\d+ \w+ \d+) (\S+)/.exec(new Date(milliseconds).toUTCString()) ?? [];
  return `${date?.replaceAll(" ", "/")}:${time} +0000`;
}

/** HTTP APIs take these for text, and nothing else: not even forms, nor a body without a type. */
const TEXT = /^(text\/.+|application\/(json|xml|javascript))$/;

/** The body as an event carries it: text as it is, all else in base64. */
export function eventBody({ body, headers }: GatewayRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isBase64Encoded = !TEXT.test(type) || headers["content-encoding"] !== undefined;
  return { body: body.toString(isBase64Encoded ? "base64" : "utf8"), isBase64Encoded };
}
