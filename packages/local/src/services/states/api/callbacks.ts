import type { SendTaskFailureInput, SendTaskHeartbeatInput, SendTaskSuccessInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { Outcome } from "../decide/move.ts";
import type { Engine } from "../engine/engine.ts";
import { executionOfToken } from "../engine/token.ts";
import { workOf } from "../engine/turn.ts";
import { exceedsLimit } from "../json.ts";
import type { Frame } from "../store/frames.ts";
import type { Store } from "../store/store.ts";

/** How whoever holds a task's token settles the task. The token may come back before the call that carried it is answered. */
export function callbackOperations(store: Store, engine: Engine) {
  const permissions =
    (action: string) =>
    ({ taskToken }: { taskToken: string | undefined }) => [
      { action: `states:${action}`, resource: machineOfToken(taskToken) },
    ];
  return {
    SendTaskSuccess: operation({
      permissions: permissions("SendTaskSuccess"),
      async run({ taskToken, output }: SendTaskSuccessInput) {
        const frame = find(taskToken);
        await settle(frame, { kind: "succeeded", output: checkOutput(output) });
        return {};
      },
    }),

    SendTaskFailure: operation({
      permissions: permissions("SendTaskFailure"),
      async run({ taskToken, error, cause }: SendTaskFailureInput) {
        await settle(find(taskToken), { kind: "failed", failure: { error, cause } });
        return {};
      },
    }),

    SendTaskHeartbeat: operation({
      permissions: permissions("SendTaskHeartbeat"),
      run({ taskToken }: SendTaskHeartbeatInput) {
        const frame = find(taskToken);
        const work = workOf(frame);
        if (work.kind === "task" && work.heartbeatSeconds !== undefined) engine.heartbeat(frame, work.heartbeatSeconds);
        return {};
      },
    }),
  };

  async function settle(frame: Frame, outcome: Outcome): Promise<void> {
    await engine.deliver(frame.execution, { frame: frame.id, visit: frame.visit, outcome });
  }

  function find(token: string | undefined): Frame {
    const executionArn = token === undefined ? undefined : executionOfToken(token);
    if (token === undefined || executionArn === undefined)
      throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
    const frame = store.frames.byToken(token);
    if (frame?.phase === "calling" || frame?.phase === "waiting") return frame;
    if (!store.executions.find(executionArn)) {
      throw new AwsError(
        "TaskDoesNotExist",
        `Task Does Not Exist: the token is of ${executionArn}, which does not exist`,
      );
    }
    throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  }
}

/** The right to answer is one on the state machine that waits. A token that is none is refused after the check. */
function machineOfToken(token: string | undefined): string {
  const execution = token === undefined ? undefined : executionOfToken(token);
  const [, prefix, machine] = /^(.*):execution:([^:/]+)/.exec(execution ?? "") ?? [];
  return machine ? `${prefix}:stateMachine:${machine}` : "*";
}

function checkOutput(output: string | undefined): string {
  if (output === undefined || exceedsLimit(output)) {
    throw new AwsError("InvalidOutput", "Invalid Output: it must be JSON text of at most 262144 bytes");
  }
  try {
    JSON.parse(output);
    return output;
  } catch (error) {
    throw new AwsError("InvalidOutput", `Invalid Output: '${(error as Error).message}'`);
  }
}
