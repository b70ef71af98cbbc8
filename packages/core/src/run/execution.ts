import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { Run } from "./run.schema.ts";
import { executionOf } from "./workflow.ts";

export const client = new SFNClient({});

/** What workflows are started with; those about an asset or a cut name it. */
interface ExecutionInput {
  readonly workspaceId: string;
  readonly runId: string;
  readonly assetId?: string;
  readonly cutId?: string;
  /** The revision of a cut that is to be made, or rendered. */
  readonly revision?: number;
  readonly from?: string | null;
}

/**
 * Starts the execution of a run, which bears its id. The same again, while it goes on, changes nothing. False when it has ended:
 * an execution runs once.
 */
export async function startExecution(stateMachineArn: string, input: ExecutionInput): Promise<boolean> {
  try {
    const given = { stateMachineArn, name: input.runId, input: JSON.stringify(input) };
    await client.send(new StartExecutionCommand(given));
    return true;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return false;
    throw error;
  }
}

/** The execution of a run, or undefined: it was never started, or was forgotten, which Step Functions does after 90 days. */
export async function findExecution(
  run: Pick<Run, "workflow" | "runId">,
): Promise<DescribeExecutionCommandOutput | undefined> {
  try {
    return await client.send(new DescribeExecutionCommand({ executionArn: executionOf(run) }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}
