import { Identity, WORKSPACE_HEADER } from "@videoflow/core/access/identity.schema";
import { type Role, type Scope, suffices } from "@videoflow/core/access/role.schema";
import { provideActor } from "@videoflow/core/actor";
import { AppError } from "@videoflow/core/error";
import { parse } from "@videoflow/core/fn";
import { admitRequest } from "@videoflow/core/throttle/throttle";
import type { Env, MiddlewareHandler } from "hono";
import type { LambdaEvent } from "hono/aws-lambda";

export interface Admitted extends Env {
  Variables: { identity: Identity };
}

/**
 * Lets in whom the gateway's authorizer has told of, if role and scopes suffice, and makes them the actor. Nothing of the
 * request itself says who somebody is; it only may choose one of the workspaces where they are at home.
 */
export const admit =
  (least: Role, scope: Scope): MiddlewareHandler<Admitted> =>
  async (c, next) => {
    const identity = identityIn(c.env);
    const { workspaceId, role } = membershipOf(identity, c.req.header(WORKSPACE_HEADER));
    if (!suffices(role, least))
      throw new AppError("forbidden", `This asks for the role ${least}, and yours is ${role}: ask an admin`);
    if (identity.scopes && !identity.scopes.includes(scope))
      throw new AppError("forbidden", `This key is for ${identity.scopes.join(", ")}, not for ${scope}`);
    c.set("identity", identity);
    await provideActor({ workspaceId, who: "operator", id: identity.id }, async () => {
      await admitRequest();
      await next();
    });
  };

function identityIn(env: unknown): Identity {
  const { requestContext } = (env ?? {}) as Partial<LambdaEvent>;
  const context = requestContext as { authorizer?: { lambda?: unknown } } | undefined;
  const told = context?.authorizer?.lambda;
  if (!told) throw new AppError("unauthorized", "Nobody is known to have made this request: sign in, or send a key");
  return parse(Identity, told);
}

function membershipOf({ memberships }: Identity, wanted: string | undefined) {
  const found = wanted === undefined ? memberships[0] : memberships.find(({ workspaceId }) => workspaceId === wanted);
  if (found) return found;
  throw new AppError("forbidden", `You are not at home in workspace ${wanted}`);
}
