import { setTimeout } from "node:timers/promises";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { Resource } from "../../graph/resources.ts";
import type { TestCloud } from "../../testing.ts";

export const ROLE = "arn:aws:iam::000000000000:role/machines";

/** The role of the tests' machines. It may do everything but touch what is called `forbidden`. */
export const role: Resource = {
  type: "aws:iam/role:Role",
  name: "Machines",
  inputs: {
    name: "machines",
    inlinePolicies: [
      {
        name: "inline",
        policy: JSON.stringify({
          Statement: [
            { Effect: "Allow", Action: "*", Resource: "*" },
            { Effect: "Deny", Action: "*", Resource: "*forbidden*" },
          ],
        }),
      },
    ],
  },
};

/** Step Functions as a test uses them, over the wire. */
export class Workflows {
  readonly client: SFNClient;
  #machines = 0;

  constructor(cloud: TestCloud) {
    // Without a prefix: StartSyncExecution would be sent to `sync-127.0.0.1`, which no resolver knows.
    this.client = new SFNClient({ ...cloud.clientConfig, disableHostPrefix: true });
  }

  /** Creates a JSONata machine of these states, which begins with the first of them. Returns its ARN. */
  async create(states: object, extra: object = {}, type: "STANDARD" | "EXPRESS" = "STANDARD"): Promise<string> {
    const definition = { QueryLanguage: "JSONata", StartAt: Object.keys(states)[0], States: states, ...extra };
    const name = `machine-${++this.#machines}-${Math.random().toString(36).slice(2)}`;
    const request = { name, definition: JSON.stringify(definition), roleArn: ROLE, type };
    const { stateMachineArn = "" } = await this.client.send(new CreateStateMachineCommand(request));
    return stateMachineArn;
  }

  async start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
    const request = { stateMachineArn, input: JSON.stringify(input), name };
    const { executionArn = "" } = await this.client.send(new StartExecutionCommand(request));
    return executionArn;
  }

  /** Resolves when the execution has ended. */
  async ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
    return this.until(executionArn, ({ status }) => status !== "RUNNING");
  }

  async until(
    executionArn: string,
    fits: (execution: DescribeExecutionCommandOutput) => boolean,
  ): Promise<DescribeExecutionCommandOutput> {
    for (;;) {
      const execution = await this.client.send(new DescribeExecutionCommand({ executionArn }));
      if (fits(execution)) return execution;
      await setTimeout(10);
    }
  }

  /** Runs states to their end. */
  async run(states: object, input: unknown = {}, extra: object = {}): Promise<DescribeExecutionCommandOutput> {
    return this.ended(await this.start(await this.create(states, extra), input));
  }

  async history(executionArn: string): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.client.send(
        new GetExecutionHistoryCommand({ executionArn, nextToken, maxResults: 1000 }),
      );
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events;
  }

  async eventTypes(executionArn: string): Promise<(string | undefined)[]> {
    return (await this.history(executionArn)).map(({ type }) => type);
  }

  /** Resolves when the history has an event of this type, the `count`th of them. */
  async event(executionArn: string, type: string, count = 1): Promise<HistoryEvent> {
    for (;;) {
      const found = (await this.history(executionArn)).filter((event) => event.type === type)[count - 1];
      if (found) return found;
      await setTimeout(10);
    }
  }
}

export const output = (execution: { output?: string | undefined }): unknown =>
  execution.output === undefined ? undefined : JSON.parse(execution.output);

/** A distributed Map that runs these states, which begin with `I`, for each item. */
export const distributed = (states: object, fields: object = {}, ExecutionType = "STANDARD") => ({
  M: {
    Type: "Map",
    ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType }, StartAt: "I", States: states },
    End: true,
    ...fields,
  },
});
