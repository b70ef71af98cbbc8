import { InvalidArgumentError, Option } from "commander";
import { defaultStage } from "./stage.ts";

export interface StageOptions {
  readonly stage: string;
  readonly json?: true;
}

export const stageOption = () =>
  new Option("--stage <stage>", "the stage, yours by default").default(defaultStage()).env("VIDEOFLOW_STAGE");

export const jsonOption = () => new Option("--json", "one JSON object a line, for machines");

/** A number of seconds, dollars: anything but nothing. */
export function aboveZero(given: string): number {
  const value = Number(given);
  if (!(value > 0)) throw new InvalidArgumentError("must be a number above 0");
  return value;
}
