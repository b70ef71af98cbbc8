import type { Definition, Flow, State } from "./asl.ts";

/**
 * A definition made ready to be run. Its flows are numbered, the machine's own is 0, so that a durable row can name the
 * flow it is in by a number. Numbering depends on the definition's text alone: it is the same after every start.
 */
export interface Program {
  readonly definition: Definition;
  readonly flows: readonly Flow[];
  /** The flows inside a Parallel (one a branch) or a Map (one). */
  flowsOf(state: State): readonly number[];
}

const programs = new Map<string, Program>();
const KEPT = 500;

/** Reads the text of a definition that has been validated. The result is kept: a definition is run many times. */
export function programOf(text: string): Program {
  const known = programs.get(text);
  if (known) return known;
  const program = toProgram(JSON.parse(text) as Definition);
  if (programs.size >= KEPT) programs.clear();
  programs.set(text, program);
  return program;
}

function toProgram(definition: Definition): Program {
  const flows: Flow[] = [];
  const inside = new Map<State, number[]>();
  const number = (flow: Flow): number => {
    const index = flows.push(flow) - 1;
    for (const state of Object.values(flow.States)) {
      if (state.Type === "Parallel") inside.set(state, state.Branches.map(number));
      if (state.Type === "Map") inside.set(state, [number(state.ItemProcessor)]);
    }
    return index;
  };
  number(definition);
  return { definition, flows, flowsOf: (state) => inside.get(state) ?? [] };
}

/** The state of a flow. Throws when there is none: validation has made sure of all names. */
export function stateOf(flow: Flow | undefined, name: string): State {
  const state = flow?.States[name];
  if (!state) throw new Error(`The definition has no state '${name}' where an execution is to be in it`);
  return state;
}
