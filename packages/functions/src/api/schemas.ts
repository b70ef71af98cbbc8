import { OpenAPIHono, z } from "@hono/zod-openapi";
import { DocumentName, schemaOf } from "@videoflow/core/document-schemas";
import { failures, guarded, invalid, json } from "./route.ts";

const listSchemas = guarded("viewer", "schemas", {
  method: "get",
  path: "/",
  operationId: "listSchemas",
  summary: "The kinds of documents whose JSON Schemas there are",
  responses: { 200: json(z.object({ names: z.array(DocumentName) }), "Their names") },
});

const getSchema = guarded("viewer", "schemas", {
  method: "get",
  path: "/{name}",
  operationId: "getSchema",
  summary: "The JSON Schema of a kind of document, such as transcript or scenes",
  request: { params: z.object({ name: DocumentName }) },
  responses: { 200: json(z.record(z.string(), z.unknown()), "JSON Schema, draft 2020-12"), ...failures.invalid },
});

export const schemasApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listSchemas, (c) => c.json({ names: DocumentName.options }, 200))
  .openapi(getSchema, (c) => c.json(schemaOf(c.req.valid("param").name), 200));
