import { isObject } from "../json.ts";
import type { Flow, State } from "./asl.ts";
import { type Machine, type MachineType, oneOf, requireAll } from "./checks.ts";
import { type Diagnostic, Diagnostics } from "./diagnostics.ts";
import { checkExpressions } from "./expressions.ts";
import { checkFields, partFields } from "./fields.ts";
import { checkState, innerFlows, nextNames } from "./state.ts";

const LONGEST_NAME = 80;

/** Looks at a definition's text as CreateStateMachine does. Empty when it can be run. */
export function validate(text: string, type: MachineType): Diagnostic[] {
  const diagnostics = new Diagnostics();
  const definition = parse(text, diagnostics);
  if (diagnostics.found.length > 0 || !checkFields(definition, partFields.machine, "", diagnostics))
    return diagnostics.found;
  const machine: Machine = { type, jsonata: definition.QueryLanguage === "JSONata", names: new Set(), diagnostics };
  oneOf(definition.QueryLanguage, ["JSONPath", "JSONata"], "/QueryLanguage", machine);
  checkFlow(definition, "", machine);
  if (diagnostics.found.length === 0) checkExpressions(definition, diagnostics);
  return diagnostics.found;
}

/** Looks at states that run one after the other, and at those inside of them. */
function checkFlow(flow: Record<string, unknown>, location: string, machine: Machine): void {
  const { diagnostics, names } = machine;
  requireAll(flow, ["StartAt", "States"], location, machine);
  if (!isObject(flow.States)) return;
  for (const [name, state] of Object.entries(flow.States)) {
    const here = `${location}/States/${name}`;
    if (name.length > LONGEST_NAME)
      diagnostics.add("INVALID_STATE_NAME", `A state's name has at most ${LONGEST_NAME} characters`, here);
    if (names.has(name)) diagnostics.add("DUPLICATE_STATE_NAME", `The state name '${name}' is used twice`, here);
    names.add(name);
    if (!checkState(state, here, machine)) continue;
    for (const inner of innerFlows(state as unknown as State, here, machine.type)) {
      if (!checkFields(inner.flow, inner.fields, inner.location, diagnostics)) continue;
      checkFlow(inner.flow, inner.location, { ...machine, type: inner.type });
    }
  }
  checkTargets(flow as unknown as Flow, location, diagnostics);
}

function checkTargets(flow: Flow, location: string, diagnostics: Diagnostics): void {
  const targets: (readonly [string, string])[] = [[flow.StartAt, `${location}/StartAt`]];
  for (const [name, state] of Object.entries(flow.States)) {
    if (isObject(state)) targets.push(...nextNames(state, `${location}/States/${name}`));
  }
  for (const [target, where] of targets) {
    if (typeof target === "string" && !flow.States[target]) {
      diagnostics.add("MISSING_TRANSITION_TARGET", `Missing 'Next' target: ${target}`, where);
    }
  }
  const reached = new Set(targets.map(([target]) => target));
  for (const name of Object.keys(flow.States)) {
    if (!reached.has(name)) {
      const message = `State "${name}" is not reachable.`;
      diagnostics.add("MISSING_TRANSITION_TARGET", message, `${location}/States/${name}`);
    }
  }
  const ends = Object.values(flow.States).some(
    (state) => isObject(state) && (state.End === true || state.Type === "Succeed" || state.Type === "Fail"),
  );
  if (!ends) {
    const message = "No terminal state was found: one must have End, or be a Succeed or Fail";
    diagnostics.add("MISSING_END_STATE", message, location || "/");
  }
}

function parse(text: string, diagnostics: Diagnostics): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    diagnostics.add("INVALID_JSON_DESCRIPTION", (error as Error).message, "/");
    return undefined;
  }
}
