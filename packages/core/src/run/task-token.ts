import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";

const client = new SFNClient({});

/** What Step Functions takes, in characters. */
const LONGEST_CAUSE = 32_768;

/** Answers for a state that waits with its token, of which each is false when the state waits no longer. */

/** The state ends with `output`, of 256 KiB as JSON at most. Throws InvalidOutput for a longer one. */
export const succeed = (taskToken: string, output: unknown): Promise<boolean> =>
  unlessOver(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output ?? null) })));

/** The try fails with the name of an error, which the state's retriers match on, and a sentence. */
export const fail = (taskToken: string, { name, message }: Pick<Error, "name" | "message">): Promise<boolean> =>
  unlessOver(
    client.send(new SendTaskFailureCommand({ taskToken, error: name, cause: message.slice(0, LONGEST_CAUSE) })),
  );

/** A sign of life. */
export const beat = (taskToken: string): Promise<boolean> =>
  unlessOver(client.send(new SendTaskHeartbeatCommand({ taskToken })));

async function unlessOver(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    const { name } = error as Error;
    if (name === "TaskTimedOut" || name === "TaskDoesNotExist") return false;
    throw error;
  }
}
