import type { Cloud } from "../../cloud.ts";
import type { LogSink } from "../../lambda/log-sink.ts";
import type { Service } from "../../service.ts";
import { jsonCodec } from "../../wire/json.ts";
import { announcer } from "./announce.ts";
import { Definitions } from "./definitions.ts";
import { taskOperations } from "./operations.ts";
import { runTask } from "./run-task.ts";
import { Runner } from "./runner.ts";
import { Tasks } from "./tasks.ts";

/** Amazon ECS: tasks of the graph's definitions, each a process of this machine. */
export interface Ecs extends Service {
  readonly definitions: Definitions;
}

/** `onStopped` is called in the turn in which a task stops. */
export function createEcs(cloud: Cloud, logs: LogSink, onStopped: (taskArn: string) => void): Ecs {
  const definitions = new Definitions(cloud.place);
  const tasks = new Tasks(cloud.database);
  const runner = new Runner({ cloud, tasks, logs, announce: announcer(cloud), onStopped });
  return {
    name: "ecs",
    codec: jsonCodec("1.1"),
    operations: {
      RunTask: runTask(cloud, definitions, tasks, runner),
      ...taskOperations(definitions, tasks, runner),
    },
    start: () => runner.start(),
    async stop() {
      runner.close();
    },
    definitions,
  };
}
