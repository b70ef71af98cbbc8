import type { MiddlewareHandler } from "hono";
import { isKnownReturn } from "./sign-in-storage.ts";
import { CLIENTS } from "./subjects.ts";

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * Lets a sign-in begin for a known program by the code flow with PKCE, and only if it will end at an address that infra knows
 * or, as RFC 8252 has it for programs on a person's own machine, at the loopback interface. It stands before OpenAuth, which
 * would tell an error to whatever address it was given.
 */
export const checkReturn: MiddlewareHandler = async (c, next) => {
  const { client_id = "", redirect_uri = "", ...rest } = c.req.query();
  const wrong = (message: string) => c.json({ code: "invalid", message }, 400);
  if (!CLIENTS.includes(client_id)) return wrong(`client_id must be one of ${CLIENTS.join(", ")}`);
  if (rest.response_type !== "code" || rest.code_challenge_method !== "S256" || !rest.code_challenge)
    return wrong("Only the code flow with PKCE (S256) is served");
  if (!isLoopback(redirect_uri) && !(await isKnownReturn(redirect_uri)))
    return wrong("redirect_uri is not an address of this stage");
  await next();
};

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && LOOPBACK.has(hostname);
}
