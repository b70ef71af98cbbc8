import type { Target } from "@aws-sdk/client-eventbridge";
import { validation } from "../errors.ts";
import type { BusEvent } from "../event.ts";
import { parsePath, valueAt } from "./path.ts";
import { fill, parseTemplate } from "./template.ts";

type Shaping = Pick<Target, "Id" | "Input" | "InputPath" | "InputTransformer">;

/** What the placeholders that AWS defines stand for, besides the event. */
export interface Occasion {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** When the event was accepted, ISO. */
  readonly ingestedAt: string;
}

const RESERVED = [
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
];

/** The text that a target gets for an event. Throws SyntaxError when a template makes no JSON of it. */
export function inputOf(target: Shaping, event: BusEvent, occasion: Occasion): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  if (!target.InputTransformer) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate = "" } = target.InputTransformer;
  const { detail: _detail, ...envelope } = event;
  const reserved = new Map<string, unknown>([
    ["aws.events.rule-arn", occasion.ruleArn],
    ["aws.events.rule-name", occasion.ruleName],
    ["aws.events.event.ingestion-time", occasion.ingestedAt],
    ["aws.events.event", envelope],
    ["aws.events.event.json", event],
  ]);
  return fill(parseTemplate(InputTemplate), (name) =>
    reserved.has(name) ? reserved.get(name) : valueAt(event, InputPathsMap[name] ?? ""),
  );
}

/** Checks what shapes a target's input before the target is stored. Throws ValidationException. */
export function checkInput(target: Shaping): void {
  const { Id, Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].filter((given) => given !== undefined).length > 1) {
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if (Input !== undefined && !isJson(Input)) throw validation(`JSON syntax error in input for target ${Id}.`);
  if (InputPath !== undefined && !parsePath(InputPath))
    throw validation(`Invalid InputPath for target ${Id}: ${InputPath}`);
  if (InputTransformer) checkTransformer(Id, InputTransformer);
}

function checkTransformer(id: string | undefined, transformer: NonNullable<Shaping["InputTransformer"]>): void {
  const { InputPathsMap = {}, InputTemplate } = transformer;
  if (!InputTemplate) throw validation(`InputTransformer of target ${id} has no InputTemplate.`);
  for (const [name, path] of Object.entries(InputPathsMap)) {
    if (/^aws\./i.test(name))
      throw validation(`InputPathsMap of target ${id} cannot define the reserved name ${name}.`);
    if (!parsePath(path)) throw validation(`Invalid path in InputPathsMap of target ${id}: ${path}`);
  }
  const template = parseTemplate(InputTemplate);
  const unknown = template.holes.find(({ name }) => !(name in InputPathsMap) && !RESERVED.includes(name));
  if (unknown) throw validation(`InputTemplate for target ${id} contains invalid placeholder ${unknown.name}.`);
  const sample = template.texts.map((text, index) => {
    const hole = template.holes[index];
    return hole && !hole.quoted ? `${text}null` : text;
  });
  if (template.json && !isJson(sample.join("")))
    throw validation(`Invalid InputTemplate for target ${id}: ${InputTemplate}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
