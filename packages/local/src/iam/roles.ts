import type { Deployer } from "../deploy/deployer.ts";
import { normalise } from "./normalise.ts";
import type { PolicyDocument } from "./policy.ts";

/** The managed policies that SST attaches, as AWS defines them. */
const managed: Record<string, PolicyDocument> = {
  "service-role/AWSLambdaBasicExecutionRole": allow([
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ]),
  "service-role/AmazonECSTaskExecutionRolePolicy": allow([
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ]),
};

/** The roles of the graph and what their policies say. Kept in memory: the graph is their only source. */
export class Roles {
  readonly #inline = new Map<string, PolicyDocument[]>();
  readonly #attached = new Map<string, Map<string, PolicyDocument>>();
  readonly #policies = new Map<string, PolicyDocument>();

  policiesOf(roleArn: string): readonly PolicyDocument[] {
    const name = nameOf(roleArn);
    return [...(this.#inline.get(name) ?? []), ...(this.#attached.get(name)?.values() ?? [])];
  }

  deployer(): Deployer {
    return {
      types: [
        "aws:iam/role:Role",
        "aws:iam/policy:Policy",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      ],
      apply: ({ type, name, inputs }) => {
        if (type === "aws:iam/role:Role") {
          // A role that infra does not name goes by its logical name here.
          const role = inputs.name ?? name;
          const inline = (inputs.inlinePolicies ?? []) as { policy: string }[];
          this.#inline.set(
            role,
            inline.filter(({ policy }) => policy).map(({ policy }) => normalise(policy)),
          );
          for (const arn of (inputs.managedPolicyArns ?? []) as string[]) this.#attach(role, arn, this.#find(arn));
        } else if (type === "aws:iam/policy:Policy") {
          this.#policies.set(inputs.name ?? name, normalise(inputs.policy));
        } else if (type === "aws:iam/rolePolicy:RolePolicy") {
          this.#attach(inputs.role, name, normalise(inputs.policy));
        } else {
          this.#attach(inputs.role, inputs.policyArn, this.#find(inputs.policyArn));
        }
      },
      remove: ({ type, name, inputs }) => {
        if (type === "aws:iam/role:Role") {
          this.#inline.delete(inputs.name ?? name);
          this.#attached.delete(inputs.name ?? name);
        } else if (type === "aws:iam/policy:Policy") this.#policies.delete(inputs.name ?? name);
        else this.#attached.get(nameOf(inputs.role))?.delete(inputs.policyArn ?? name);
      },
    };
  }

  #attach(role: string, key: string, policy: PolicyDocument): void {
    const attached = this.#attached.get(nameOf(role)) ?? new Map<string, PolicyDocument>();
    attached.set(key, policy);
    this.#attached.set(nameOf(role), attached);
  }

  #find(policyArn: string): PolicyDocument {
    const name = policyArn.replace(/^arn:aws:iam::[^:]*:policy\//, "");
    const policy = managed[name] ?? this.#policies.get(name);
    if (!policy)
      throw new Error(`Policy ${policyArn} is not known here: state its rights in infra with permissions instead`);
    return policy;
  }
}

function nameOf(role: string): string {
  return role.slice(role.lastIndexOf("/") + 1);
}

function allow(actions: string[]): PolicyDocument {
  return { Statement: [{ Effect: "Allow", Action: actions, Resource: ["*"] }] };
}
