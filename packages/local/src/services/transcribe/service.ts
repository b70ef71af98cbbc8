import type { Cloud } from "../../cloud.ts";
import type { Service } from "../../service.ts";
import { jsonCodec } from "../../wire/json.ts";
import type { Objects } from "../mediaconvert/objects.ts";
import { announcer } from "./jobs/announce.ts";
import { Jobs } from "./jobs/jobs.ts";
import { jobOperations } from "./jobs/operations.ts";
import { Runner } from "./jobs/runner.ts";

/** Amazon Transcribe, with the speech engines of this machine. */
export function createTranscribe(cloud: Cloud, objects: Objects): Service {
  const jobs = new Jobs(cloud.database, cloud.place);
  const runner = new Runner(cloud, jobs, objects, announcer(cloud, jobs));
  return {
    name: "transcribe",
    codec: jsonCodec("1.1"),
    operations: jobOperations(cloud, jobs, objects, runner),
    async stop() {
      runner.stop();
    },
  };
}
