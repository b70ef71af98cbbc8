import type { ContainerDefinition, TaskDefinition } from "@aws-sdk/client-ecs";
import type { Graph, Resource } from "../graph/resources.ts";
import { TASK_DEFINITION } from "../graph/tasks.ts";
import type { Ecs } from "../services/ecs/service.ts";
import { wordsOf } from "../services/ecs/words.ts";
import type { Deployer } from "./deployer.ts";
import { linksOf } from "./links.ts";

const CLUSTER = "aws:ecs/cluster:Cluster";

interface DefinitionInputs
  extends Pick<TaskDefinition, "cpu" | "memory" | "taskRoleArn" | "executionRoleArn" | "networkMode" | "volumes"> {
  readonly family: string;
  /** JSON text. */
  readonly containerDefinitions: string;
  readonly requiresCompatibilities?: TaskDefinition["requiresCompatibilities"];
  readonly ephemeralStorage?: { readonly sizeInGib: number };
  readonly runtimePlatform?: TaskDefinition["runtimePlatform"];
}

/** Clusters, and task definitions with the programs that run in the place of their images. */
export function ecsDeployer({ definitions }: Ecs): Deployer {
  return {
    types: [CLUSTER, TASK_DEFINITION],

    apply({ type, name, inputs }: Resource<never>, graph) {
      if (type === CLUSTER) definitions.putCluster((inputs as { name: string }).name);
      else definitions.put(definitionOf(name, inputs, graph));
    },

    remove({ type, inputs }: Resource<never>) {
      if (type === CLUSTER) definitions.removeCluster((inputs as { name: string }).name);
      else definitions.remove((inputs as DefinitionInputs).family);
    },
  };
}

function definitionOf(logicalName: string, inputs: DefinitionInputs, graph: Graph) {
  const { containerDefinitions, ephemeralStorage, ...rest } = inputs;
  const containers = JSON.parse(containerDefinitions) as ContainerDefinition[];
  const [container] = containers;
  if (!container?.name) throw new Error("Its first container has no name");
  const { command, directory = ".", links = [] } = graph.tasks?.[logicalName] ?? {};
  return {
    described: {
      ...rest,
      containerDefinitions: containers.map((given) => ({ essential: true, ...given })),
      ...(ephemeralStorage && { ephemeralStorage: { sizeInGiB: ephemeralStorage.sizeInGib } }),
      compatibilities: rest.requiresCompatibilities,
    },
    container: { ...container, name: container.name },
    program: command === undefined ? undefined : wordsOf(command),
    directory,
    links: linksOf(links, graph),
  };
}
