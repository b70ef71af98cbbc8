import type { Hook } from "@hono/zod-openapi";
import { ErrorBody } from "@videoflow/core/error";
import type { Env } from "hono";
import type { z } from "zod";

/** A JSON body of an answer. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { "application/json": { schema } },
  description,
});

/** A JSON body of a request, which must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});

/** Answers that a route may give besides its own. */
export const failures = {
  invalid: { 422: json(ErrorBody, "The request does not fit; `issues` says where") },
  notFound: { 404: json(ErrorBody, "There is no such thing in this workspace") },
  conflict: { 409: json(ErrorBody, "It is in a state in which this cannot be done") },
};

/** Answers a request that does not fit its schema. */
export const invalid: Hook<unknown, Env, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const message = issues.map((issue) => `${issue.path || result.target}: ${issue.message}`).join("; ");
  return c.json({ code: "invalid", message, issues } satisfies ErrorBody, 422);
};
