import { AwsError } from "../error.ts";
import type { Permission, Principal } from "../service.ts";
import { evaluate, evaluateAgain } from "./evaluate.ts";
import type { PolicyDocument, Statement } from "./policy.ts";
import type { Roles } from "./roles.ts";

type PolicyOf = (resourceArn: string) => PolicyDocument | undefined;

/** Decides whether a principal may do a thing, from the policies that the graph gives its role and the resource. */
export class Access {
  readonly #roles: Roles;
  readonly #policyOf: PolicyOf;

  constructor(roles: Roles, policyOf: PolicyOf) {
    this.#roles = roles;
    this.#policyOf = policyOf;
  }

  /** Throws AccessDenied, saying who lacks what on which resource and which grant in infra would give it. */
  check(principal: Principal, permission: Permission): void {
    if (principal.kind === "operator") return;
    const resourcePolicy = this.#policyOf(permission.resource);
    const context = { ...permission.context, ...contextOf(principal) };
    const asked = { ...permission, context };
    const byResource = resourcePolicy
      ? evaluate([resourcePolicy], asked, (statement) => isFor(statement, principal))
      : "silent";
    const byRole = principal.kind === "role" ? evaluateAgain(this.#roles.policiesOf(principal.arn), asked) : "silent";
    if (byResource === "deny" || byRole === "deny") throw denied(principal, permission, "an explicit deny");
    if (byResource === "allow" || byRole === "allow") return;
    throw denied(
      principal,
      permission,
      principal.kind === "role" ? "no policy of its role allows" : "no policy of the resource allows",
    );
  }
}

function contextOf(principal: Principal): Record<string, string> {
  // Everything on this machine counts as a secure transport: it never leaves the loopback interface.
  const always = { "aws:SecureTransport": "true" };
  if (principal.kind !== "service") return always;
  const account = principal.sourceArn.split(":")[4];
  return { ...always, "aws:SourceArn": principal.sourceArn, ...(account && { "aws:SourceAccount": account }) };
}

function isFor(statement: Statement, principal: Principal): boolean {
  const named = statement.Principal;
  if (named === "*") return true;
  if (principal.kind === "service") return named?.Service?.includes(principal.service) ?? false;
  if (principal.kind !== "role") return false;
  const account = principal.arn.split(":")[4];
  return named?.AWS?.some((name) => name === principal.arn || name === `arn:aws:iam::${account}:root`) ?? false;
}

function denied(principal: Principal, permission: Permission, because: string): AwsError {
  const { action, resource } = permission;
  const who =
    principal.kind === "role" ? principal.session : principal.kind === "service" ? principal.service : "operator";
  const grant = `permissions: [{ actions: ["${action}"], resources: ["${resource}"] }]`;
  return new AwsError(
    "AccessDeniedException",
    `${who} (${principal.kind === "role" ? principal.arn : principal.kind}) is not authorized to perform: ${action} on resource: ` +
      `${resource}, because ${because}. In infra, this would grant it to ${who}: ${grant}`,
    403,
  );
}
