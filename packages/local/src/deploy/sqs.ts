import type { Graph, Resource } from "../graph/resources.ts";
import { normalise } from "../iam/normalise.ts";
import type { Attributes } from "../services/sqs/attributes.ts";
import type { Sqs } from "../services/sqs/service.ts";
import type { Deployer } from "./deployer.ts";

interface QueueInputs {
  readonly name: string;
  readonly fifoQueue?: boolean;
  readonly contentBasedDeduplication?: boolean;
  readonly deduplicationScope?: string;
  readonly fifoThroughputLimit?: string;
  readonly visibilityTimeoutSeconds?: number;
  readonly delaySeconds?: number;
  readonly receiveWaitTimeSeconds?: number;
  readonly messageRetentionSeconds?: number;
  readonly maxMessageSize?: number;
  readonly policy?: string;
  readonly redrivePolicy?: string;
  readonly redriveAllowPolicy?: string;
  readonly kmsMasterKeyId?: string;
  readonly kmsDataKeyReusePeriodSeconds?: number;
  readonly sqsManagedSseEnabled?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

interface AttachedInputs {
  readonly queueUrl: string;
  readonly policy?: string | object;
  readonly redrivePolicy?: string | object;
  readonly redriveAllowPolicy?: string | object;
}

const QUEUE = "aws:sqs/queue:Queue";

/** Attributes that may also be a resource of their own, which is then the only one that sets them. */
const attached = {
  "aws:sqs/queuePolicy:QueuePolicy": { attribute: "Policy", input: "policy" },
  "aws:sqs/redrivePolicy:RedrivePolicy": { attribute: "RedrivePolicy", input: "redrivePolicy" },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { attribute: "RedriveAllowPolicy", input: "redriveAllowPolicy" },
} as const;

type AttachedType = keyof typeof attached;

/** Queues and the policies attached to them. A changed queue is changed in place: its messages stay. */
export function sqsDeployer({ queues, dispose }: Sqs): Deployer {
  return {
    types: [QUEUE, ...Object.keys(attached)],

    apply(resource: Resource<QueueInputs & AttachedInputs>, graph) {
      const { inputs } = resource;
      if (resource.type !== QUEUE) {
        const { attribute, input } = attached[resource.type as AttachedType];
        queues.setAttributes(queues.at(inputs.queueUrl), { [attribute]: textOf(attribute, inputs[input]) });
        return;
      }
      const desired = attributesOf(inputs);
      const queue = queues.find(inputs.name) ?? queues.create(inputs.name, desired);
      queues.setAttributes(queue, { ...desired, ...policiesOf(resource, graph) });
      queues.setTags(queue, inputs.tags ?? {});
    },

    remove(resource: Resource<QueueInputs & AttachedInputs>) {
      const { inputs } = resource;
      const queue = queues.find(resource.type === QUEUE ? inputs.name : queues.nameIn(inputs.queueUrl));
      if (!queue) return;
      if (resource.type === QUEUE) dispose(queue);
      else queues.setAttributes(queue, { [attached[resource.type as AttachedType].attribute]: "" });
    },
  };
}

/** What the queue itself is to be; what infra leaves out gets AWS's default back. */
function attributesOf(inputs: QueueInputs): Attributes {
  const fifo = inputs.fifoQueue === true;
  const desired = {
    VisibilityTimeout: inputs.visibilityTimeoutSeconds ?? 30,
    DelaySeconds: inputs.delaySeconds ?? 0,
    ReceiveMessageWaitTimeSeconds: inputs.receiveWaitTimeSeconds ?? 0,
    MessageRetentionPeriod: inputs.messageRetentionSeconds ?? 345_600,
    MaximumMessageSize: inputs.maxMessageSize ?? 1_048_576,
    SqsManagedSseEnabled: inputs.sqsManagedSseEnabled ?? true,
    KmsMasterKeyId: inputs.kmsMasterKeyId ?? "",
    ...(inputs.kmsDataKeyReusePeriodSeconds && { KmsDataKeyReusePeriodSeconds: inputs.kmsDataKeyReusePeriodSeconds }),
    ...(fifo && {
      FifoQueue: true,
      ContentBasedDeduplication: inputs.contentBasedDeduplication ?? false,
      DeduplicationScope: inputs.deduplicationScope ?? "queue",
      FifoThroughputLimit: inputs.fifoThroughputLimit ?? "perQueue",
    }),
  };
  return Object.fromEntries(Object.entries(desired).map(([name, value]) => [name, String(value)]));
}

function policiesOf({ inputs }: Resource<QueueInputs>, graph: Graph): Attributes {
  const policies: Record<string, string> = {};
  for (const [type, { attribute, input }] of Object.entries(attached)) {
    const separate = graph.resources.some((other) => other.type === type && isOn(other, inputs.name));
    if (!separate) policies[attribute] = textOf(attribute, inputs[input]);
  }
  return policies;
}

function isOn({ inputs }: Resource, queueName: string): boolean {
  return String(inputs.queueUrl).endsWith(`/${queueName}`);
}

/** IAM policies come in several shapes and are kept in AWS's own; the redrive policies are JSON already. */
function textOf(attribute: string, value: string | object | undefined): string {
  if (value === undefined) return "";
  if (attribute === "Policy") return JSON.stringify({ Version: "2012-10-17", ...normalise(value) });
  return typeof value === "string" ? value : JSON.stringify(value);
}
