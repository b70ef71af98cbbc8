import type { Integration } from "./api.ts";
import { GatewayError } from "./gateway-error.ts";
import type { GatewayResponse } from "./gateway-response.ts";
import type { RoutedRequest } from "./request-context.ts";

/** They are about one connection, or are made anew by the client that we are. */
const NOT_PASSED_ON = new Set(["host", "connection", "content-length", "transfer-encoding", "keep-alive", "expect"]);
/** fetch has decoded the body already. */
const NOT_PASSED_BACK = new Set([
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "keep-alive",
]);

/** Passes a request on to a URL, in which `{name}` stands for a path parameter. */
export async function proxyTo(
  { url, method, timeoutMs }: Extract<Integration, { kind: "http" }>,
  { request, parameters }: RoutedRequest,
): Promise<GatewayResponse> {
  const target = new URL(url.replace(/\{(.+?)\+?\}/g, (_all, name: string) => encodeURI(parameters?.[name] ?? "")));
  if (request.rawQuery) target.search = request.rawQuery;
  const sent = method === "ANY" ? request.method : method;
  const headers = Object.entries(request.headers).filter(([name]) => !NOT_PASSED_ON.has(name));
  if (request.cookies.length > 0) headers.push(["cookie", request.cookies.join("; ")]);
  const init = { method: sent, headers, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) } as const;
  const body = request.body.length > 0 ? { body: new Uint8Array(request.body) } : {};
  const response = await fetch(target, { ...init, ...body }).catch((cause: unknown) => {
    throw new GatewayError(503, "Service Unavailable", { cause });
  });
  const back: Record<string, string | string[]> = {};
  response.headers.forEach((value, name) => {
    if (!NOT_PASSED_BACK.has(name)) back[name] = value;
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) back["set-cookie"] = cookies;
  return { status: response.status, headers: back, body: Buffer.from(await response.arrayBuffer()) };
}
