import type { Definition, Deployed, State } from "./definition.ts";

export interface GraphShape {
  /** States that do work, with the workflow, branch or iteration that each is in, outermost first. */
  readonly nodes: readonly { readonly name: string; readonly within: readonly string[] }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/**
 * The way of work through a workflow: its tasks and what comes after what. Choices, branches and iterations are drawn as the
 * edges that they are; what is done after a failure is left out, since it can follow everything.
 */
export function graphOf(flow: Deployed): GraphShape {
  const nodes = new Map<string, readonly string[]>();
  const edges = new Map<string, { from: string; to: string }>();
  walk(flow, []);
  return { nodes: [...nodes].map(([name, within]) => ({ name, within })), edges: [...edges.values()] };

  /** Draws a flow; returns the names of the tasks that it begins and ends with. */
  function walk(definition: Definition | Deployed, within: readonly string[]): Ends {
    const ends = new Map<string, Ends>();
    const drawn = (name: string): Ends => {
      const known = ends.get(name);
      if (known) return known;
      const state = definition.States[name];
      if (!state) return NOTHING;
      const own = inner(definition, name, state, within);
      ends.set(name, own);
      const followers = nextOf(state).map(drawn);
      const isPassing = own.first.length === 0;
      for (const from of own.last) for (const { first } of followers) for (const to of first) connect(from, to);
      const leads = isPassing ? { first: followers.flatMap(({ first }) => first), last: [] } : own;
      ends.set(name, leads);
      return leads;
    };
    const { first } = drawn(definition.StartAt);
    const last = [...ends].flatMap(([name, end]) => (nextOf(definition.States[name]).length === 0 ? end.last : []));
    return { first, last };
  }

  function inner(definition: Definition | Deployed, name: string, state: State, within: readonly string[]): Ends {
    const nested = "nested" in definition ? definition.nested[name] : undefined;
    const parts = nested
      ? [nested]
      : [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
    if (parts.length > 0) {
      const ends = parts.map((part) => walk(part, [...within, name]));
      return { first: ends.flatMap(({ first }) => first), last: ends.flatMap(({ last }) => last) };
    }
    if (state.Type !== "Task") return NOTHING;
    nodes.set(name, within);
    return { first: [name], last: [name] };
  }

  function connect(from: string, to: string): void {
    edges.set(`${from} ${to}`, { from, to });
  }
}

interface Ends {
  readonly first: readonly string[];
  readonly last: readonly string[];
}
const NOTHING: Ends = { first: [], last: [] };

const nextOf = (state: State | undefined): string[] => [
  ...(state?.Next ? [state.Next] : []),
  ...(state?.Choices ?? []).map(({ Next }) => Next),
  ...(state?.Default ? [state.Default] : []),
];
