import { Option } from "commander";
import { defaultStage } from "./stage.ts";

export interface StageOptions {
  readonly stage: string;
  readonly json?: true;
}

export const stageOption = () =>
  new Option("--stage <stage>", "the stage, yours by default").default(defaultStage()).env("VIDEOFLOW_STAGE");

export const jsonOption = () => new Option("--json", "one JSON object a line, for machines");
