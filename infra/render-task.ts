import { LAYER_ARCHIVE } from "./ffmpeg-build.ts";
import { answerTo, read, use, write } from "./grants.ts";
import { lettering } from "./media.ts";
import { input, output } from "./storage.ts";
import { table } from "./table.ts";

/**
 * Two public subnets and no NAT gateway: a task has a public address of its own while it runs, and nothing is paid per hour
 * when none does. No task listens, and none is reachable from outside.
 */
const vpc = new sst.aws.Vpc("Network");
const cluster = new sst.aws.Cluster("Cluster", { vpc });

const packages = Object.entries(lettering)
  .map(([name, version]) => `${name}@${version}`)
  .join(" ");

/**
 * Steps that may take longer than a Lambda's 15 minutes. The image runs the program that `dev.command` runs from the sources;
 * that is also the one that the cloud on one's own machine starts (docs/decisions/tasks.md).
 */
export const renderer = new sst.aws.Task("Renderer", {
  cluster,
  image: {
    context: ".",
    dockerfile: "packages/media/Dockerfile",
    args: { FFMPEG: LAYER_ARCHIVE, LETTERING: packages },
  },
  architecture: "arm64",
  cpu: "4 vCPU",
  memory: "8 GB",
  storage: "100 GB",
  // What a step used is reckoned from it, and must say the same as the two above.
  environment: { VIDEOFLOW_TASK_CPUS: "4", VIDEOFLOW_TASK_MEMORY_MB: "8192" },
  link: [table, input, output],
  // As the function of the same step (functions/render.ts), and to answer by itself.
  permissions: [
    use(table),
    read(input, "uploads/"),
    read(output, "wsp_"),
    write(output, "wsp_*/cut_*"),
    answerTo("Render"),
  ],
  // By the names that its state tells: so a step's logs are found (core's run/step-logs.ts).
  logging: { retention: "1 month", name: $interpolate`/sst/cluster/${cluster.nodes.cluster.name}/Renderer` },
  dev: { command: "node packages/functions/src/render/task.ts" },
});
