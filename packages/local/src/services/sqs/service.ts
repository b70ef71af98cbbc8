import type { Cloud } from "../../cloud.ts";
import { normalise } from "../../iam/normalise.ts";
import type { Service } from "../../service.ts";
import { Deduplication } from "./deduplication.ts";
import { sqsCodec } from "./errors.ts";
import { messageOperations } from "./message-operations.ts";
import { Messages } from "./messages.ts";
import { moveOperations } from "./move-operations.ts";
import { MoveTasks } from "./move-tasks.ts";
import { queueOperations } from "./queue-operations.ts";
import { type Queue, Queues } from "./queues.ts";

/** Amazon SQS: standard and FIFO queues, dead-letter queues and their redrive. */
export interface Sqs extends Service {
  readonly queues: Queues;
  /** Deletes a queue with all that is in it. */
  dispose(queue: Queue): void;
}

export function createSqs(cloud: Cloud): Sqs {
  const queues = new Queues(cloud.database, cloud.place);
  const messages = new Messages(cloud.database, cloud.bell);
  messages.releaseInside(Date.now());
  const deduplication = new Deduplication(cloud.database);
  const moveTasks = new MoveTasks(cloud, queues, messages);
  const stopping = new AbortController();

  function dispose(queue: Queue): void {
    messages.removeAll(queue);
    deduplication.forget(queue);
    queues.remove(queue);
    // Those who wait for its messages learn that it is gone.
    messages.ring(queue.id);
  }

  return {
    name: "sqs",
    codec: sqsCodec(),
    operations: {
      ...queueOperations(queues, messages, dispose),
      ...messageOperations({ queues, messages, deduplication, bell: cloud.bell, stopping: stopping.signal }),
      ...moveOperations(moveTasks),
    },
    policyOf(queueArn: string) {
      const policy = queues.findByArn(queueArn)?.attributes.Policy;
      return policy ? normalise(policy) : undefined;
    },
    async stop() {
      stopping.abort();
    },
    queues,
    dispose,
  };
}
