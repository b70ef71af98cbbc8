import type { Resource } from "../graph/resources.ts";
import type { MediaConvert } from "../services/mediaconvert/service.ts";
import type { Deployer } from "./deployer.ts";

/** Inputs of aws.mediaconvert.Queue. Without a name Pulumi makes one of the logical name. */
interface QueueInputs {
  readonly name?: string;
  readonly description?: string;
  readonly status?: "ACTIVE" | "PAUSED";
}

export function mediaConvertDeployer({ queues, wakeAll }: MediaConvert): Deployer {
  const nameOf = ({ name, inputs }: Resource<QueueInputs>) => inputs.name ?? name;
  return {
    types: ["aws:mediaconvert/queue:Queue"],
    apply(resource: Resource<QueueInputs>) {
      const { description, status = "ACTIVE" } = resource.inputs;
      queues.put(nameOf(resource), { description, status });
      if (status === "ACTIVE") wakeAll();
    },
    remove(resource: Resource<QueueInputs>) {
      queues.remove(nameOf(resource));
    },
  };
}
