import { isDistributed, type MapState } from "../definition/asl.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json } from "../json.ts";
import { evaluate, evaluateAs, isWholeNumber, type Scope } from "../query/template.ts";
import { batch } from "./batch.ts";
import { bounded } from "./limit.ts";
import type { Child, Move, Position, Tolerance } from "./move.ts";
import { scopeOf } from "./scope.ts";

/** The most iterations at once when a Map does not say: what AWS runs of an inline and of a distributed one. */
const CONCURRENCY = { inline: 40, distributed: 10_000 };

/** Finds a Map's items, or asks for them to be read. */
export async function iterate(state: MapState, position: Position): Promise<Move> {
  const scope = scopeOf(position);
  if (state.ItemReader) {
    const { Arguments, ReaderConfig } = state.ItemReader;
    const maxItems = await wholeNumber(ReaderConfig?.MaxItems, scope, "ItemReader/ReaderConfig/MaxItems");
    const source = await evaluate(Arguments ?? {}, scope, "ItemReader/Arguments");
    return { kind: "read", arguments: source, ...(maxItems !== undefined && { maxItems }) };
  }
  const items = state.Items === undefined ? scope.states.input : await evaluate(state.Items, scope, "Items");
  if (Array.isArray(items)) return forkOver(items, state, position);
  if (isObject(items) && isDistributed(state)) return forkOver(Object.entries(items), state, position, true);
  const cause = `The Map state's items must be an array${isDistributed(state) ? " or an object" : ""}, but were: ${JSON.stringify(items).slice(0, 200)}`;
  throw new StateFailure("States.QueryEvaluationError", cause, "Items");
}

/** One child an item (or a batch of items). `keyed`: the items are the entries of an object. */
export async function forkOver(
  items: readonly Json[],
  state: MapState,
  position: Position,
  keyed = false,
): Promise<Move> {
  const scope = scopeOf(position);
  const inputs: Child[] = [];
  for (const [index, entry] of items.entries()) inputs.push(await childOf(entry, index, keyed, state, position));
  const limit = isDistributed(state) ? CONCURRENCY.distributed : CONCURRENCY.inline;
  const wanted = await wholeNumber(state.MaxConcurrency, scope, "MaxConcurrency");
  const fork = { kind: "fork", concurrency: Math.min(wanted || limit, limit) } as const;
  if (!isDistributed(state)) return { ...fork, children: inputs };
  const { ItemBatcher, ResultWriter } = state;
  return {
    ...fork,
    children: ItemBatcher
      ? await batch(inputs, ItemBatcher, scope)
      : inputs.map(({ input, size }) => ({ input, size })),
    tolerance: await toleranceOf(state, scope),
    ...(ResultWriter?.Arguments !== undefined && {
      writer: await evaluate(ResultWriter.Arguments, scope, "ResultWriter/Arguments"),
    }),
  };
}

async function childOf(
  entry: Json,
  index: number,
  keyed: boolean,
  state: MapState,
  position: Position,
): Promise<Child> {
  const [key, value] = keyed ? (entry as [string, Json]) : [undefined, entry];
  const item = { Index: index, ...(key !== undefined && { Key: key }), Value: value };
  if (state.ItemSelector === undefined) return { input: JSON.stringify(value), item, size: 1 };
  const context = { ...position.context, Map: { Item: item } };
  const selected = await evaluate(state.ItemSelector, scopeOf({ ...position, context }), "ItemSelector");
  return { input: bounded(JSON.stringify(selected), position.name), item, size: 1 };
}

async function toleranceOf(state: MapState, scope: Scope): Promise<Tolerance> {
  const count = await wholeNumber(state.ToleratedFailureCount, scope, "ToleratedFailureCount");
  const percentage = await wholeNumber(state.ToleratedFailurePercentage, scope, "ToleratedFailurePercentage");
  return { ...(count !== undefined && { count }), ...(percentage !== undefined && { percentage }) };
}

async function wholeNumber(template: Json | undefined, scope: Scope, field: string): Promise<number | undefined> {
  return template === undefined ? undefined : evaluateAs("non-negative integer", isWholeNumber, template, scope, field);
}
