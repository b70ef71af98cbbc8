import type { PolicyDocument, Statement } from "../../iam/policy.ts";

/** Inputs of `aws:lambda/permission:Permission`: who may do what to a function. */
export interface PermissionInputs {
  readonly action: string;
  /** Name or ARN. */
  readonly function: string;
  /** A service (`s3.amazonaws.com`), an account, an ARN, or `*`. */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
  readonly functionUrlAuthType?: string;
  /** Counts only for invocations that come by the function's URL. */
  readonly invokedViaFunctionUrl?: boolean;
}

/** The resource policies of functions. */
export class FunctionPolicies {
  /** Function's ARN -> name of the permission -> statement. */
  readonly #statements = new Map<string, Map<string, Statement>>();

  put(name: string, functionArn: string, inputs: PermissionInputs): void {
    this.remove(name);
    const known = this.#statements.get(functionArn) ?? new Map<string, Statement>();
    known.set(name, statementOf(functionArn, inputs));
    this.#statements.set(functionArn, known);
  }

  remove(name: string): void {
    for (const statements of this.#statements.values()) statements.delete(name);
  }

  of(functionArn: string): PolicyDocument | undefined {
    const statements = this.#statements.get(functionArn);
    return statements && { Statement: [...statements.values()] };
  }
}

function statementOf(
  functionArn: string,
  { action, principal, sourceArn, sourceAccount, functionUrlAuthType, invokedViaFunctionUrl }: PermissionInputs,
): Statement {
  const equal = {
    ...(sourceAccount && { "aws:SourceAccount": [sourceAccount] }),
    ...(functionUrlAuthType && { "lambda:FunctionUrlAuthType": [functionUrlAuthType] }),
  };
  const condition: Record<string, Record<string, string[]>> = {
    ...(sourceArn && { ArnLike: { "aws:SourceArn": [sourceArn] } }),
    ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
    ...(invokedViaFunctionUrl && { Bool: { "lambda:InvokedViaFunctionUrl": ["true"] } }),
  };
  return {
    Effect: "Allow",
    Action: [action],
    Resource: [functionArn],
    Principal: principalOf(principal),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(principal: string): NonNullable<Statement["Principal"]> {
  if (principal === "*") return "*";
  if (principal.endsWith(".amazonaws.com")) return { Service: [principal] };
  return { AWS: [/^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal] };
}
