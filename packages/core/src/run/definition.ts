import { DescribeStateMachineCommand } from "@aws-sdk/client-sfn";
import { client } from "./execution.ts";

/** A state of a workflow, as far as its graph and its logs need it. https://states-language.net */
export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Branches?: readonly Definition[];
  readonly ItemProcessor?: Definition;
  readonly Resource?: string;
  readonly Arguments?: {
    readonly FunctionName?: string;
    readonly StateMachineArn?: string;
    /** Of a task in a container, its cluster's ARN. */
    readonly Cluster?: string;
    readonly Overrides?: { readonly ContainerOverrides?: readonly { readonly Name: string }[] };
  };
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A deployed workflow with those that it starts, by the names of the states that start them. */
export interface Deployed extends Definition {
  readonly nested: Readonly<Record<string, Deployed>>;
}

/** A deploy shows after this. */
const FRESH_MS = 60_000;
const known = new Map<string, { readonly at: number; readonly deployed: Promise<Deployed> }>();

/** The definition of a state machine as it is deployed, with all that it starts and waits for. */
export function deployed(machineArn: string): Promise<Deployed> {
  const found = known.get(machineArn);
  if (found && Date.now() - found.at < FRESH_MS) return found.deployed;
  const reading = read(machineArn);
  known.set(machineArn, { at: Date.now(), deployed: reading });
  reading.catch(() => known.delete(machineArn));
  return reading;
}

async function read(machineArn: string): Promise<Deployed> {
  const { definition = "{}" } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn }));
  const flow = JSON.parse(definition) as Definition;
  const started = Object.entries(flow.States).flatMap(([name, { Resource = "", Arguments }]) =>
    Resource.startsWith("arn:aws:states:::states:startExecution.sync") && Arguments?.StateMachineArn
      ? [[name, Arguments.StateMachineArn] as const]
      : [],
  );
  const nested = await Promise.all(started.map(async ([name, arn]) => [name, await deployed(arn)] as const));
  return { ...flow, nested: Object.fromEntries(nested) };
}

/** Every state of a workflow by its name, with those of branches, iterations and workflows that it starts. */
export function* statesOf(flow: Definition | Deployed): Generator<readonly [name: string, state: State]> {
  for (const [name, state] of Object.entries(flow.States)) {
    yield [name, state];
    for (const branch of state.Branches ?? []) yield* statesOf(branch);
    if (state.ItemProcessor) yield* statesOf(state.ItemProcessor);
    if ("nested" in flow && flow.nested[name]) yield* statesOf(flow.nested[name]);
  }
}
