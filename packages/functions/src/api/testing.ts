import type { Identity } from "@videoflow/core/access/identity.schema";
import type { Role } from "@videoflow/core/access/role.schema";
import { createId } from "@videoflow/core/id";

/** For tests of the API without its gateway: sends requests as somebody whom the authorizer has told of. */
export async function callerOf(role: Role, more: Partial<Identity> = {}) {
  const { app } = await import("./app.ts");
  const workspaceId = createId("wsp");
  const identity: Identity = {
    ...{ kind: "operator", id: `${role}@example.com`, name: role, scopes: null },
    memberships: [{ workspaceId, role }],
    ...more,
  };
  const env = { requestContext: { authorizer: { lambda: identity } } };
  return (path: string, init?: RequestInit) => app.request(path, init, env);
}
