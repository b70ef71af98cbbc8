import type {
  DeleteResourcePolicyCommandInput,
  DescribeResourcePoliciesCommandInput,
  PutResourcePolicyCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { arn, type Place } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import { normalise } from "../../iam/normalise.ts";
import type { PolicyDocument } from "../../iam/policy.ts";
import { operation } from "../../service.ts";
import type { Database } from "../../state/database.ts";
import { invalid } from "./errors.ts";

interface Stored {
  name: string;
  document: string;
  updated_at: number;
}

/** Who besides roles may write logs: policies of the account, which name the groups they are for. */
export class LogPolicies {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS logs_policy (name TEXT PRIMARY KEY, document TEXT NOT NULL, updated_at INTEGER NOT NULL)`);
  }

  put(name: string, document: string): Stored {
    const stored = { name, document, updated_at: Date.now() };
    this.#database.run(
      "INSERT INTO logs_policy VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at",
      stored.name,
      stored.document,
      stored.updated_at,
    );
    return stored;
  }

  /** False when there is none of this name. */
  remove(name: string): boolean {
    return this.#database.run("DELETE FROM logs_policy WHERE name = ?", name) > 0;
  }

  list(): Stored[] {
    return this.#database.all<Stored>("SELECT * FROM logs_policy ORDER BY name");
  }

  all(): PolicyDocument | undefined {
    const statements = this.list().flatMap(({ document }) => normalise(document).Statement);
    return statements.length > 0 ? { Statement: statements } : undefined;
  }
}

export function policyOperations(policies: LogPolicies, place: Place) {
  const on = (action: string) => () => [{ action: `logs:${action}`, resource: arn(place, "logs", "*") }];
  const rendered = ({ name, document, updated_at }: Stored) => ({
    policyName: name,
    policyDocument: document,
    lastUpdatedTime: updated_at,
  });

  return {
    PutResourcePolicy: operation({
      permissions: on("PutResourcePolicy"),
      run: ({ policyName, policyDocument }: PutResourcePolicyCommandInput) => {
        if (!policyName || !policyDocument) throw invalid("The request must contain policyName and policyDocument.");
        try {
          normalise(policyDocument);
        } catch (cause) {
          throw invalid(`The policy document of ${policyName} is not JSON: ${(cause as Error).message}`);
        }
        return { resourcePolicy: rendered(policies.put(policyName, policyDocument)) };
      },
    }),

    DeleteResourcePolicy: operation({
      permissions: on("DeleteResourcePolicy"),
      run: ({ policyName = "" }: DeleteResourcePolicyCommandInput) => {
        if (policies.remove(policyName)) return;
        throw new AwsError("ResourceNotFoundException", `Policy with name [${policyName}] does not exist`);
      },
    }),

    DescribeResourcePolicies: operation({
      permissions: on("DescribeResourcePolicies"),
      run: (_input: DescribeResourcePoliciesCommandInput) => ({ resourcePolicies: policies.list().map(rendered) }),
    }),
  };
}
