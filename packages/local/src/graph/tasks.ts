import type { TaskProgram } from "./resources.ts";
import type { SynthResult } from "./synth-program.ts";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const LINK = "SST_RESOURCE_";

interface Container {
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
}

/** The programs of the tasks, by the logical names of their definitions. */
export function tasksOf({ registered, tasks }: SynthResult): [string, TaskProgram][] {
  return Object.entries(tasks).map(([task, { command, directory }]) => {
    const name = `${task}Task`;
    const definition = registered.find((resource) => resource.type === TASK_DEFINITION && resource.name === name);
    if (!definition) throw new Error(`Task ${task} registered no task definition ${name}`);
    const links = new Set(
      containersOf(definition.inputs).flatMap(({ environment = [] }) => environment.flatMap(linkOf)),
    );
    return [name, { ...(command && { command }), directory: directory || ".", links: [...links].sort() }];
  });
}

/** A definition without the variables of its links, which follow from the links themselves: as those of functions do. */
export function withoutLinks(inputs: Record<string, unknown>): Record<string, unknown> {
  const containers = containersOf(inputs).map(({ environment = [], ...container }) => ({
    ...container,
    environment: environment.filter(({ name }) => !name.startsWith(LINK)),
  }));
  return { ...inputs, containerDefinitions: JSON.stringify(containers) };
}

const containersOf = ({ containerDefinitions }: Record<string, unknown>) =>
  JSON.parse(String(containerDefinitions)) as Container[];

const linkOf = ({ name }: { readonly name: string }): string[] =>
  name.startsWith(LINK) && name !== `${LINK}App` ? [name.slice(LINK.length)] : [];
