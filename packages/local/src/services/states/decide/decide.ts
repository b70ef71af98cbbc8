import { type Fail, isFallible, type State } from "../definition/asl.ts";
import { type Failure, StateFailure } from "../failure.ts";
import type { Json } from "../json.ts";
import { evaluateAs, isString } from "../query/template.ts";
import { choose } from "./choice.ts";
import { bounded } from "./limit.ts";
import { forkOver, iterate } from "./map.ts";
import type { Move, Outcome, Position } from "./move.ts";
import { branch } from "./parallel.ts";
import { recover } from "./recover.ts";
import { leave, scopeOf } from "./scope.ts";
import { call } from "./task.ts";
import { sleep } from "./wait.ts";

/** The move of a state that was just entered, or is tried again. */
export function begin(position: Position): Promise<Move> {
  return guarded(position, () => first(position.state, position));
}

/** The move of a state when what it waited for is there. */
export async function settle(position: Position, outcome: Outcome): Promise<Move> {
  if (outcome.kind === "failed") return recoverOrFail(position, outcome.failure);
  return guarded(position, async () => {
    const { state } = position;
    if (outcome.kind === "succeeded") return finish(state, position, outcome.output);
    if (state.Type !== "Map") throw new Error(`State '${position.name}' (${state.Type}) has no items`);
    return forkOver(outcome.items, state, position);
  });
}

function first(state: State, position: Position): Promise<Move> {
  switch (state.Type) {
    case "Task":
      return call(state, position);
    case "Choice":
      return choose(state, position);
    case "Wait":
      return sleep(state, position);
    case "Parallel":
      return branch(state, position);
    case "Map":
      return iterate(state, position);
    case "Fail":
      return fail(state, position);
    default:
      return finish(state, position, position.input);
  }
}

/** Leaves a state whose work is done. States that produce something pass it on, the others their input. */
async function finish(state: State, position: Position, output: string): Promise<Move> {
  const produces = isFallible(state);
  const passed = produces ? bounded(output, position.name) : position.input;
  const seen = produces && (hasOutput(state) || "Assign" in state) ? { result: JSON.parse(output) as Json } : {};
  const next = "Next" in state ? state.Next : undefined;
  return { kind: "exit", next, ...(await leave(state, passed, scopeOf(position, seen), "", position.name)) };
}

function hasOutput(state: State): boolean {
  return state.Output !== undefined;
}

async function fail(state: Fail, position: Position): Promise<Move> {
  const scope = scopeOf(position);
  const text = async (field: "Error" | "Cause") => {
    const template = state[field];
    return template === undefined ? undefined : evaluateAs("string", isString, template, scope, field);
  };
  return { kind: "fail", failure: { error: await text("Error"), cause: await text("Cause") } };
}

/** A StateFailure while deciding is a failure of the state: it is retried, caught, or fails the flow. */
async function guarded(position: Position, decide: () => Promise<Move>): Promise<Move> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return recoverOrFail(position, placed(position, error));
  }
}

async function recoverOrFail(position: Position, failure: Failure): Promise<Move> {
  try {
    return await recover(position, failure);
  } catch (error) {
    // The Assign or Output of a Catch failed: nothing is left that could take it.
    if (error instanceof StateFailure) return { kind: "fail", failure: placed(position, error) };
    throw error;
  }
}

/** Says in the cause where it happened, in the words that AWS uses. */
function placed({ name, enteredEvent }: Position, { failure }: StateFailure): Failure {
  const where = `An error occurred while executing the state '${name}' (entered at the event id #${enteredEvent}).`;
  return { ...failure, cause: `${where} ${failure.cause}` };
}
