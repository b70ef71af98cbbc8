import { AwsError } from "../../../error.ts";
import { exceedsLimit } from "../json.ts";
import type { Execution } from "../store/executions.ts";
import type { Machine } from "../store/machines.ts";
import type { Store } from "../store/store.ts";

const forbiddenInNames = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** An ARN of one of our resource types. Throws InvalidArn. */
export function checkArn(arn: unknown, ...types: string[]): string {
  const parts = typeof arn === "string" ? arn.split(":") : [];
  if (parts.length >= 7 && parts[0] === "arn" && parts[2] === "states" && types.includes(parts[5] ?? ""))
    return arn as string;
  throw new AwsError("InvalidArn", `Invalid Arn: '${arn}' is not the ARN of a ${types.join(" or ")}`);
}

/** Names of machines and executions. Throws InvalidName. */
export function checkName(name: unknown): string {
  if (typeof name === "string" && name.length >= 1 && name.length <= 80 && !forbiddenInNames.test(name)) return name;
  throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
}

/** The input of an execution: JSON of at most 256 KiB. Throws InvalidExecutionInput. */
export function checkInput(input: unknown = "{}"): string {
  if (typeof input !== "string" || exceedsLimit(input)) {
    throw new AwsError(
      "InvalidExecutionInput",
      "Invalid State Machine Execution Input: it must be JSON text of at most 262144 bytes",
    );
  }
  try {
    JSON.parse(input);
    return input;
  } catch (error) {
    throw new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${(error as Error).message}'`);
  }
}

/** Throws StateMachineDoesNotExist. */
export function findMachine(store: Store, machineArn: unknown): Machine {
  const arn = checkArn(machineArn, "stateMachine");
  const machine = store.machines.find(arn);
  if (!machine) throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

/** Throws ExecutionDoesNotExist; of Express executions only their results are kept. */
export function findExecution(store: Store, executionArn: unknown): Execution {
  const arn = checkArn(executionArn, "execution", "express");
  const execution = store.executions.find(arn);
  if (execution && execution.type === "STANDARD") return execution;
  throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
}
