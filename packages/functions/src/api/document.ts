import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "hono";

type Described = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;
type Operation = NonNullable<NonNullable<Described["paths"]>[string]["get"]>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** The description of the API, with what holds for every route and so is not written at each. */
export function describe<E extends Env>(app: OpenAPIHono<E>): Described {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "VideoFlow",
      version: "0.1.0",
      description:
        "Footage in, verified derivatives out. Lists come in pages: `cursor` of one leads to the next, null is the last. " +
        "What is not a success has a body with `code`, for programs, and `message`, for people. Every answer has an " +
        "`x-request-id`, which the log of the API has, too.",
    },
  });
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of METHODS) if (path[method]) complete(method, path[method]);
  }
  document.components = { ...document.components, headers: HEADERS, parameters: PARAMETERS, responses: RESPONSES };
  return document;
}

const text = { type: "string" } as const;

const HEADERS = {
  RequestId: { description: "By which the log knows the request; the caller's own if it sent one", schema: text },
  ETag: { description: "What is in this answer, for If-None-Match and If-Match", schema: text },
  IdempotentReplayed: { description: "`true`: the answer of the first request with this key", schema: text },
};

const PARAMETERS = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header" as const,
    description: "Made up by the caller: the same request with the same key within 24 hours is done once",
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" } as const,
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header" as const,
    description: "ETags of answers that the caller has",
    schema: text,
  },
};

const failure = (description: string) => ({
  description,
  headers: { "x-request-id": { $ref: "#/components/headers/RequestId" } },
  content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
});

const RESPONSES = {
  NotModified: {
    description: "The caller has it already",
    headers: {
      "x-request-id": { $ref: "#/components/headers/RequestId" },
      etag: { $ref: "#/components/headers/ETag" },
    },
  },
  Malformed: failure("The body is not JSON"),
  Conflict: failure("It is in a state in which this cannot be done, or a request with this key is under way"),
  Invalid: failure("The request does not fit; `issues` says where. Or its key was given with another request"),
  Failure: failure("Something else went wrong; it is in the log"),
};

function complete(method: (typeof METHODS)[number], operation: Operation): void {
  operation.responses ??= {};
  const { responses } = operation;
  for (const [status, response] of Object.entries(responses)) {
    response.headers = { ...response.headers, "x-request-id": { $ref: "#/components/headers/RequestId" } };
    if (method === "get" && status === "200" && "application/json" in (response.content ?? {}))
      response.headers.etag = { $ref: "#/components/headers/ETag" };
    if (method === "post" && status.startsWith("2"))
      response.headers["idempotent-replayed"] = { $ref: "#/components/headers/IdempotentReplayed" };
  }
  if (method === "get" && "application/json" in (responses[200]?.content ?? {})) {
    addParameter(operation, "IfNoneMatch");
    responses[304] = { $ref: "#/components/responses/NotModified" };
  }
  if (method === "post") {
    addParameter(operation, "IdempotencyKey");
    responses[409] ??= { $ref: "#/components/responses/Conflict" };
    responses[422] ??= { $ref: "#/components/responses/Invalid" };
  }
  if (operation.requestBody) responses[400] = { $ref: "#/components/responses/Malformed" };
  responses.default = { $ref: "#/components/responses/Failure" };
}

function addParameter(operation: Operation, name: keyof typeof PARAMETERS): void {
  operation.parameters = [...(operation.parameters ?? []), { $ref: `#/components/parameters/${name}` }];
}
