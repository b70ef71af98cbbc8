import { createRoute, type Hook, type RouteConfig } from "@hono/zod-openapi";
import type { Role, Scope } from "@videoflow/core/access/role.schema";
import { ErrorBody } from "@videoflow/core/error";
import type { Context, Env } from "hono";
import * as z from "zod";
import { admit } from "./admit.ts";
import { idempotent } from "./idempotency.ts";

/** A JSON body of an answer. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { "application/json": { schema } },
  description,
});

/** Headers of an answer with a secret in it: nobody keeps it, we neither. */
export const SECRET = { "cache-control": "no-store" };

/** A JSON body of a request, which must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});

/** What the gateway says of its own accord; nothing else can be put in its mouth. */
const GatewayRefusal = z.object({ message: z.string() }).meta({ id: "GatewayRefusal" });

const refusals = {
  401: json(GatewayRefusal, "Nobody's credentials came with the request, or they are good no more"),
  403: json(ErrorBody, "Whose they are may not do this here"),
  429: json(
    z.union([ErrorBody, GatewayRefusal]),
    "Too many requests: of this person or key, then `retry-after` says for how many seconds to wait; or of all together",
  ),
};

/**
 * A route for those whose role is `least` or more, and for keys that are not narrowed to other parts of the API than its
 * `scope`. What it asks for stands in the description as OpenAPI has it: the names of role and scope.
 */
export const guarded = <const Config extends RouteConfig>(least: Role, scope: Scope, config: Config) =>
  createRoute({
    ...config,
    tags: [scope],
    security: [{ operator: [least] }, { key: [least, scope] }],
    middleware: [admit(least, scope), idempotent] as const,
    responses: { ...config.responses, ...refusals } as Config["responses"] & typeof refusals,
  });

/** For changes that may be made dependent on what was read. */
export const ifMatchHeader = z.object({
  "if-match": z.string().optional().describe("The ETag of what was read: changed meanwhile, it stays as it is"),
});

/** Answers that a route may give besides its own. */
export const failures = {
  invalid: { 422: json(ErrorBody, "The request does not fit; `issues` says where") },
  notFound: { 404: json(ErrorBody, "There is no such thing in this workspace") },
  stale: { 412: json(ErrorBody, "It was changed since it was read: read it again") },
  conflict: { 409: json(ErrorBody, "It is in a state in which this cannot be done") },
};

/** Answers a request that does not fit its schema. */
export function invalid<E extends Env>(result: Parameters<Hook<unknown, E, string, unknown>>[0], c: Context<E>) {
  if (result.success) return undefined;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const message = issues.map((issue) => `${issue.path || result.target}: ${issue.message}`).join("; ");
  return c.json({ code: "invalid", message, issues } satisfies ErrorBody, 422);
}
