import type {
  CreateQueueCommandInput,
  CreateQueueCommandOutput,
  DeleteQueueCommandInput,
  GetQueueCommandInput,
  ListQueuesCommandInput,
  Queue,
  UpdateQueueCommandInput,
} from "@aws-sdk/client-mediaconvert";
import { operation, type Permission } from "../../../service.ts";
import { badRequest, conflict } from "../errors.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Scheduler } from "../jobs/scheduler.ts";
import { pageOf } from "../page.ts";
import { DEFAULT_QUEUE, type QueueRecord, type Queues } from "./queues.ts";

/** The API of queues. A queue that is paused keeps its jobs; those that run already go on. */
export function queueOperations(queues: Queues, jobs: Jobs, scheduler: Scheduler) {
  const may = (action: string, name: string | undefined): Permission[] => [
    { action: `mediaconvert:${action}`, resource: name === undefined ? "*" : queues.arn(name) },
  ];
  const describe = (queue: QueueRecord): Queue => ({
    Arn: queues.arn(queue.name),
    Name: queue.name,
    Description: queue.description,
    Status: queue.status,
    PricingPlan: "ON_DEMAND",
    Type: queue.name === DEFAULT_QUEUE ? "SYSTEM" : "CUSTOM",
    SubmittedJobsCount: jobs.count(queue.name, "SUBMITTED"),
    ProgressingJobsCount: jobs.count(queue.name, "PROGRESSING"),
    CreatedAt: new Date(queue.createdAt),
    LastUpdated: new Date(queue.updatedAt),
  });

  return {
    CreateQueue: operation({
      permissions: (input: CreateQueueCommandInput) => may("CreateQueue", input.Name ?? ""),
      run({
        Name,
        Description,
        Status,
        PricingPlan,
      }: CreateQueueCommandInput): Omit<CreateQueueCommandOutput, "$metadata"> {
        if (!Name || !/^[\w-]{1,80}$/.test(Name)) throw badRequest("/name: must be 1 to 80 letters, digits, - or _");
        if (PricingPlan && PricingPlan !== "ON_DEMAND")
          throw badRequest("/pricingPlan: only ON_DEMAND is offered here");
        if (queues.find(Name)) throw conflict(`The queue ${Name} exists already.`);
        return { Queue: describe(queues.put(Name, { description: Description, status: Status })) };
      },
    }),
    GetQueue: operation({
      permissions: (input: GetQueueCommandInput) => may("GetQueue", input.Name),
      run: ({ Name }: GetQueueCommandInput) => ({ Queue: describe(queues.get(Name)) }),
    }),
    ListQueues: operation({
      permissions: () => may("ListQueues", undefined),
      run({ MaxResults, NextToken, Order }: ListQueuesCommandInput) {
        const all = queues.all().map(describe);
        const { entries, next } = pageOf(Order === "DESCENDING" ? all.reverse() : all, MaxResults, NextToken);
        return { Queues: entries, NextToken: next };
      },
    }),
    UpdateQueue: operation({
      permissions: (input: UpdateQueueCommandInput) => may("UpdateQueue", input.Name),
      run({ Name, Description, Status }: UpdateQueueCommandInput) {
        const queue = queues.put(queues.get(Name).name, { description: Description, status: Status });
        if (queue.status === "ACTIVE") scheduler.wakeAll();
        return { Queue: describe(queue) };
      },
    }),
    DeleteQueue: operation({
      permissions: (input: DeleteQueueCommandInput) => may("DeleteQueue", input.Name),
      run({ Name }: DeleteQueueCommandInput) {
        const { name } = queues.get(Name);
        if (name === DEFAULT_QUEUE) throw badRequest("The queue Default cannot be deleted.");
        const unfinished = jobs.count(name, "SUBMITTED") + jobs.count(name, "PROGRESSING");
        if (unfinished > 0) throw conflict(`The queue ${name} has ${unfinished} unfinished jobs: cancel them first.`);
        queues.remove(name);
        return {};
      },
    }),
  };
}
