import { keepSignIns, lookUp } from "./grants.ts";
import { table } from "./table.ts";

/** Who is admin of the first workspace from the beginning: an email, as the identity provider knows it. */
export const owner = new sst.Linkable("Owner", { properties: { email: new sst.Secret("SignInOwner").value } });

/**
 * The identity provider that vouches for people: any that speaks OpenID Connect. None of these has a default, so a stage that
 * was not told its provider cannot be deployed. Its redirect URI is `<Auth's URL>/oidc/callback`.
 */
const provider = new sst.Linkable("SignIn", {
  properties: {
    issuer: new sst.Secret("SignInIssuer").value,
    clientId: new sst.Secret("SignInClientId").value,
    clientSecret: new sst.Secret("SignInClientSecret").value,
  },
});

/** Issues the tokens with which operators call the API; see docs/decisions/sign-in.md. */
export const auth = new sst.aws.Auth("Auth", {
  issuer: {
    handler: "packages/functions/src/auth/issuer.handler",
    link: [table, owner, provider],
    permissions: [lookUp(table), keepSignIns("AuthStorage")],
    // Its own storage: OpenAuth's knows no endpoint but AWS's, and reads a code before it takes it away.
    environment: { OPENAUTH_STORAGE: JSON.stringify({ type: "own" }) },
    timeout: "20 seconds",
    memory: "1024 MB",
  },
});

/** Asked by the gateway before the API runs; what it answers holds for half a minute. */
export const authorize = new sst.aws.Function("Authorize", {
  handler: "packages/functions/src/auth/authorize.handler",
  link: [table, owner, auth],
  permissions: [lookUp(table)],
  timeout: "10 seconds",
  memory: "1024 MB",
});

/** Where browsers may be sent with a code: the issuer knows no other address, but for programs on the person's own machine. */
export function mayReturnTo(name: string, address: $util.Output<string>) {
  return new aws.dynamodb.TableItem(`SignInReturn${name}`, {
    tableName: auth.nodes.table.name,
    hashKey: "pk",
    rangeKey: "sk",
    item: $jsonStringify({ pk: { S: "return" }, sk: { S: address }, value: { S: "{}" } }),
  });
}
