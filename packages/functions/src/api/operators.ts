import { OpenAPIHono } from "@hono/zod-openapi";
import { Invitation, OperatorId, OperatorInfo } from "@videoflow/core/access/operator.schema";
import * as Operators from "@videoflow/core/access/operators";
import { Role } from "@videoflow/core/access/role.schema";
import * as z from "zod";
import { body, failures, guarded, invalid, json } from "./route.ts";

const params = z.object({ operatorId: OperatorId });

const listOperators = guarded("admin", "access", {
  method: "get",
  path: "/",
  operationId: "listOperators",
  summary: "Everybody who may come into the workspace",
  responses: { 200: json(z.object({ items: z.array(OperatorInfo) }), "The operators, by email") },
});

const inviteOperator = guarded("admin", "access", {
  method: "post",
  path: "/",
  operationId: "inviteOperator",
  summary: "Lets somebody in, from their next sign-in on",
  request: { body: body(Invitation) },
  responses: { 201: json(OperatorInfo, "The operator"), ...failures.conflict, ...failures.invalid },
});

const changeOperator = guarded("admin", "access", {
  method: "patch",
  path: "/{operatorId}",
  operationId: "changeOperator",
  summary: "Gives an operator another role",
  request: { params, body: body(z.object({ role: Role })) },
  responses: {
    200: json(OperatorInfo, "The operator"),
    ...failures.notFound,
    ...failures.conflict,
    ...failures.invalid,
  },
});

const removeOperator = guarded("admin", "access", {
  method: "delete",
  path: "/{operatorId}",
  operationId: "removeOperator",
  summary: "Lets an operator in no more, within half a minute",
  request: { params },
  responses: { 204: { description: "It is so" }, ...failures.notFound, ...failures.conflict, ...failures.invalid },
});

export const operatorsApi = new OpenAPIHono({ defaultHook: invalid })
  .openapi(listOperators, async (c) => c.json({ items: await Operators.list() }, 200))
  .openapi(inviteOperator, async (c) => c.json(await Operators.invite(c.req.valid("json")), 201))
  .openapi(changeOperator, async (c) =>
    c.json(await Operators.changeRole({ ...c.req.valid("param"), ...c.req.valid("json") }), 200),
  )
  .openapi(removeOperator, async (c) => {
    await Operators.remove(c.req.valid("param").operatorId);
    return c.body(null, 204);
  });
