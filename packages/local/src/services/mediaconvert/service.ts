import * as client from "@aws-sdk/client-mediaconvert";
import { LIMITS_MEMORY } from "@videoflow/process/guard";
import type { Cloud } from "../../cloud.ts";
import { operation, type Service } from "../../service.ts";
import { restCodec } from "../../wire/rest.ts";
import { announcer } from "./jobs/announce.ts";
import { Jobs } from "./jobs/jobs.ts";
import { JOB_LIMITS, type JobLimits } from "./jobs/limits.ts";
import { jobOperations } from "./jobs/operations.ts";
import { runner } from "./jobs/runner.ts";
import { Scheduler } from "./jobs/scheduler.ts";
import type { Objects } from "./objects.ts";
import { queueOperations } from "./queues/operations.ts";
import { Queues } from "./queues/queues.ts";

export interface MediaConvert extends Service {
  readonly queues: Queues;
  /** To be called when a paused queue may have become active. */
  wakeAll(): void;
}

/** AWS Elemental MediaConvert, with ffmpeg for its encoders. */
export function createMediaConvert(cloud: Cloud, objects: Objects, limits: JobLimits = JOB_LIMITS): MediaConvert {
  if (!LIMITS_MEMORY) cloud.journal.info("mediaconvert.memory", { limited: false, platform: process.platform });
  const queues = new Queues(cloud.database, cloud.place);
  const jobs = new Jobs(cloud.database, cloud.place);
  const announce = announcer(cloud, jobs, queues);
  const scheduler = new Scheduler(cloud, jobs, queues, runner(cloud, jobs, objects, announce, limits));
  return {
    name: "mediaconvert",
    codec: restCodec({ module: client, protocol: "json" }),
    operations: {
      ...jobOperations(jobs, queues, scheduler, announce),
      ...queueOperations(queues, jobs, scheduler),
      /** Old clients ask for an endpoint of their account first. */
      DescribeEndpoints: operation({
        permissions: () => [{ action: "mediaconvert:DescribeEndpoints", resource: "*" }],
        run: () => ({ Endpoints: [{ Url: cloud.place.endpoint() }] }),
      }),
    },
    async stop() {
      scheduler.stop();
    },
    queues,
    wakeAll: () => scheduler.wakeAll(),
  };
}
