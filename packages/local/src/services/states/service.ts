import { arn, type Cloud } from "../../cloud.ts";
import type { Service } from "../../service.ts";
import { jsonCodec } from "../../wire/json.ts";
import { callbackOperations } from "./api/callbacks.ts";
import { executionOperations } from "./api/executions.ts";
import { historyOperations } from "./api/history.ts";
import { checkDefinition, machineOperations } from "./api/machines.ts";
import { mapRunOperations } from "./api/map-runs.ts";
import { startOperations } from "./api/start.ts";
import { tagOperations } from "./api/tags.ts";
import type { MachineType } from "./definition/checks.ts";
import { Engine } from "./engine/engine.ts";
import { openStore } from "./store/store.ts";

/** Step Functions as the deployer sees it: besides the API, machines by what infra says of them. */
export interface States extends Service {
  /** Creates or changes a machine; its running executions keep the definition they started with. */
  putMachine(machine: DeployedMachine): void;
  /** Its running executions go on. */
  removeMachine(name: string): void;
  /** A task of ECS has stopped, for which executions may wait. */
  taskStopped(taskArn: string): void;
}

export interface DeployedMachine {
  readonly name: string;
  readonly type: MachineType;
  readonly definition: string;
  readonly roleArn: string;
  readonly settings: object;
  readonly tags: Readonly<Record<string, string>>;
}

/** Step Functions: JSONata state machines, Standard and Express, that survive the end of the process. */
export function createStates(cloud: Cloud): States {
  const store = openStore(cloud.database);
  const engine = new Engine(cloud, store);
  const arnOf = (name: string) => arn(cloud.place, "states", `stateMachine:${name}`);
  return {
    name: "states",
    codec: jsonCodec("1.0"),
    operations: {
      ...machineOperations(cloud, store),
      ...tagOperations(store),
      ...startOperations(cloud, store, engine),
      ...executionOperations(store, engine),
      ...historyOperations(store),
      ...callbackOperations(store, engine),
      ...mapRunOperations(store),
    },
    putMachine({ name, type, definition, roleArn, settings, tags }) {
      checkDefinition(definition, type);
      const texts = { settings: JSON.stringify(settings), tags: JSON.stringify(tags) };
      store.machines.put({ arn: arnOf(name), name, type, ...texts }, definition, roleArn);
    },
    removeMachine: (name) => store.machines.remove(arnOf(name)),
    taskStopped: (taskArn) => engine.look(taskArn),
    start: () => engine.resume(),
    stop: () => engine.close(),
  };
}
