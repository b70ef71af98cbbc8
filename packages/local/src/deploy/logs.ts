import type { Resource } from "../graph/resources.ts";
import { normalise } from "../iam/normalise.ts";
import type { Logs } from "../services/logs/service.ts";
import type { Deployer } from "./deployer.ts";

interface Inputs {
  readonly name: string;
  /** 0 or absent keeps events for ever. */
  readonly retentionInDays?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly policyName: string;
  readonly policyDocument: string | object;
}

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

/** Log groups with their retention, and the policies that let services write to them. */
export function logsDeployer({ groups, policies, dispose, setRetention, flushed }: Logs): Deployer {
  return {
    types: [GROUP, POLICY],

    apply({ type, inputs }: Resource<Inputs>) {
      if (type === POLICY) {
        const document = JSON.stringify({ Version: "2012-10-17", ...normalise(inputs.policyDocument) });
        policies.put(inputs.policyName, document);
        return;
      }
      const group = groups.find(inputs.name) ?? groups.create(inputs.name);
      setRetention(group, inputs.retentionInDays || undefined);
      groups.setTags(group, inputs.tags ?? {});
    },

    async remove({ type, inputs }: Resource<Inputs>) {
      if (type === POLICY) policies.remove(inputs.policyName);
      else {
        const group = groups.find(inputs.name);
        if (group) dispose(group);
      }
      // That it was deployed is forgotten in another database, which must not be on disk before.
      await flushed();
    },
  };
}
