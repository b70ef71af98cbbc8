import { isObject, type JsonObject } from "../json.ts";
import { isDistributed, type State } from "./asl.ts";
import { checkAssign, type Machine, type MachineType, requireAll } from "./checks.ts";
import { checkFields, partFields, stateFields } from "./fields.ts";
import { checkMap } from "./map.ts";
import { parseResource } from "./resource.ts";
import { checkErrorHandling } from "./retry.ts";

/** Looks at one state: its language and its fields by type. False when it cannot be told what it is. */
export function checkState(state: unknown, location: string, machine: Machine): boolean {
  const { diagnostics } = machine;
  const fields = isObject(state) && typeof state.Type === "string" ? stateFields[state.Type] : undefined;
  if (!isObject(state) || !fields) {
    const types = Object.keys(stateFields).join(", ");
    diagnostics.schema(`Value should be one of the following: [${types}]`, `${location}/Type`);
    return false;
  }
  const language = state.QueryLanguage ?? (machine.jsonata ? "JSONata" : "JSONPath");
  if (language !== "JSONata") {
    const message =
      'JSONPath states are not served here: give the state, or the whole machine, "QueryLanguage": "JSONata"';
    diagnostics.schema(message, `${location}/QueryLanguage`);
    return false;
  }
  checkFields(state, fields, location, diagnostics);
  if (isObject(state.Assign)) checkAssign(state.Assign, `${location}/Assign`, machine);
  checkEnd(state, fields, location, machine);
  checkByType(state as unknown as State, location, machine);
  checkErrorHandling(state, location, machine);
  return true;
}

function checkEnd(state: Record<string, unknown>, fields: object, location: string, { diagnostics }: Machine): void {
  if (!("Next" in fields)) return;
  if ((state.Next === undefined) === (state.End !== true))
    diagnostics.schema("One of [Next, End] is required", location);
}

function checkByType(state: State, location: string, machine: Machine): void {
  const { diagnostics } = machine;
  if (state.Type === "Task") checkTask(state.Resource, location, machine);
  if (state.Type === "Map") checkMap(state, location, machine);
  if (state.Type === "Wait" && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    diagnostics.schema("A Wait has exactly one of [Seconds, Timestamp]", location);
  }
  if (state.Type === "Choice") checkChoices(state.Choices, location, machine);
  if (state.Type === "Parallel" && !(Array.isArray(state.Branches) && state.Branches.length > 0)) {
    diagnostics.schema("A Parallel needs at least one flow in Branches", `${location}/Branches`);
  }
}

function checkChoices(choices: unknown, location: string, machine: Machine): void {
  const rules: unknown[] = Array.isArray(choices) ? choices : [];
  if (rules.length === 0)
    machine.diagnostics.schema("A Choice needs at least one rule in Choices", `${location}/Choices`);
  for (const [index, rule] of rules.entries()) {
    const here = `${location}/Choices[${index}]`;
    if (!checkFields(rule, partFields.rule, here, machine.diagnostics)) continue;
    requireAll(rule, ["Condition", "Next"], here, machine);
    if (isObject(rule.Assign)) checkAssign(rule.Assign, `${here}/Assign`, machine);
  }
}

/** The jobs that are waited for. */
const SYNC = /^(states:startExecution\.sync(:2)?|ecs:runTask\.sync)$/;

function checkTask(resource: unknown, location: string, { diagnostics, type }: Machine): void {
  const parsed = typeof resource === "string" ? parseResource(resource) : undefined;
  const where = `${location}/Resource`;
  if (!parsed) {
    diagnostics.add("INVALID_RESOURCE", `The resource '${resource}' is no integration and no function's ARN`, where);
    return;
  }
  if (parsed.pattern === "sync" && !SYNC.test(`${parsed.service}:${parsed.name}`)) {
    const what = `${parsed.service}:${parsed.name}`;
    diagnostics.add(
      "INVALID_RESOURCE",
      `${what} is not served here: of the .sync integrations states:startExecution and ecs:runTask are`,
      where,
    );
  }
  if (type === "EXPRESS" && parsed.pattern !== "response") {
    const message = `Express state machine does not support '${parsed.pattern === "sync" ? ".sync" : ".waitForTaskToken"}'`;
    diagnostics.schema(`${message} service integration`, where);
  }
}

/** The flows inside of a state, which fields they may have, and the type of what runs them. */
export function innerFlows(state: State, location: string, type: MachineType) {
  if (state.Type === "Parallel" && Array.isArray(state.Branches)) {
    return state.Branches.map((flow: unknown, index) => {
      return { flow, fields: partFields.flow, location: `${location}/Branches[${index}]`, type };
    });
  }
  if (state.Type !== "Map") return [];
  const { ExecutionType = "STANDARD" } = state.ItemProcessor?.ProcessorConfig ?? {};
  const flow: unknown = state.ItemProcessor;
  const inner = isDistributed(state) ? ExecutionType : type;
  return [{ flow, fields: partFields.processor, location: `${location}/ItemProcessor`, type: inner }];
}

/** The names of the states that can come after this one, and where they are written. */
export function nextNames(state: JsonObject, location: string): (readonly [string, string])[] {
  const names: (readonly [unknown, string])[] = [
    [state.Next, `${location}/Next`],
    [state.Default, `${location}/Default`],
  ];
  for (const list of ["Choices", "Catch"] as const) {
    const entries = state[list];
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry, i) => void names.push([entry?.Next, `${location}/${list}[${i}]/Next`]));
  }
  return names.filter((entry): entry is readonly [string, string] => typeof entry[0] === "string");
}
