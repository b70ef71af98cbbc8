import type { Identity } from "@videoflow/core/access/identity.schema";
import { KEY_PREFIX } from "@videoflow/core/access/key.schema";
import * as Keys from "@videoflow/core/access/keys";
import { membershipsOf } from "@videoflow/core/access/sign-in";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { personOf } from "./access-token.ts";

/** The one message that the gateway answers with 401. */
const UNAUTHORIZED = "Unauthorized";

/**
 * Says whose credentials came with a request to the API: an operator's access token, or an API key. The gateway asks before
 * the API runs and remembers the answer for half a minute. A stranger, whom nobody has invited, is let in nowhere (403).
 */
export const handler = async ({ headers }: Pick<APIGatewayRequestAuthorizerEventV2, "headers">) => {
  const [, token = ""] = /^Bearer ([\w.~+/=-]+)$/i.exec(headers?.authorization ?? "") ?? [];
  const identity = await (token.startsWith(KEY_PREFIX) ? Keys.identify(token) : operatorOf(token));
  if (!identity) throw new Error(UNAUTHORIZED);
  return { isAuthorized: identity.memberships.length > 0, context: identity };
};

async function operatorOf(token: string): Promise<Identity | undefined> {
  const person = await personOf(token);
  if (!person) return undefined;
  const { email, name = email } = person;
  return { kind: "operator", id: email, name, memberships: await membershipsOf(person), scopes: null };
}
