import type { Totals } from "../crew/material.schema.ts";
import { inputGate } from "../gates/input.ts";
import type { CaptionMode, KeptOrder, Wish } from "../order.schema.ts";
import { Direction, type Wanted } from "./wanted.schema.ts";

/** As much as an order may have. */
const MOST_WISHES = 20;
/** Beyond these nothing is seen any more, or everything stands still. */
const PACES = { least: 0.3, most: 3.5 } as const;

export interface Heeded {
  /** The order as the notes have it. */
  readonly order: KeptOrder;
  readonly direction: Direction;
  /** With the objections to those that cannot be had. */
  readonly wanted: readonly Wanted[];
}

/** Makes requests a part of the order, one after another. What would make it an order that the input gate refuses is objected to. */
export function heed(ordered: KeptOrder, requests: readonly Wanted[], totals: Totals): Heeded {
  let [order, direction] = [ordered, Direction.parse({})];
  const wanted = requests.map((one): Wanted => {
    if (one.objection !== null) return one;
    const next = withRequest(one, order, direction);
    if (typeof next === "string") return { ...one, objection: next };
    const faults = newFaults(order, next.order, totals);
    if (faults.length > 0) return { ...one, objection: faults.join(" ") };
    ({ order, direction } = next);
    return one;
  });
  return { order, direction, wanted };
}

function newFaults(before: KeptOrder, after: KeptOrder, totals: Totals): string[] {
  const faultsOf = (order: KeptOrder) => inputGate(order, totals).findings.filter(({ passed }) => !passed);
  const known = new Set(faultsOf(before).map(({ text }) => text));
  return faultsOf(after).flatMap(({ text }) => (known.has(text) ? [] : [text]));
}

type Next = Pick<Heeded, "order" | "direction">;

/** Order and direction with a request, or why it cannot be had. */
function withRequest({ request, figure, moment }: Wanted, order: KeptOrder, direction: Direction): Next | string {
  const directed = (change: Partial<Direction>): Next => ({ order, direction: { ...direction, ...change } });
  switch (request.ask) {
    case "shorter":
    case "longer":
    case "as_long_as":
      if (figure === null) return "Nobody knows how long is meant.";
      return { direction, order: { ...order, duration: { ...order.duration, targetMs: figure } } };
    case "pace":
      if (figure === null || figure < PACES.least) return "Clips are as short already as can be seen.";
      if (figure > PACES.most) return "Clips are as long already as a moment lasts.";
      return directed({ pace: figure, calm: request.pace === "calmer" });
    case "without":
      return wished(order, direction, "mustNotHave", request.what);
    case "remove":
      return moment ? wished(order, direction, "mustNotHave", moment) : "Nobody knows which part is meant.";
    case "keep": {
      if (!moment) return "Nobody knows which part is meant.";
      const next = wished(order, direction, "mustHave", moment);
      const { place } = request;
      return "nth" in place && (place.nth === 1 || place.nth === "last") ? atEnd(next, place.nth === 1, moment) : next;
    }
    case "start":
    case "end":
      return atEnd(wished(order, direction, "mustHave", request.what), request.ask === "start", request.what);
    case "music":
      if (request.music === "on" || request.music === "off") return directed({ music: request.music });
      return directed({ gainDb: figure });
    case "captions": {
      const formats = order.formats.map((format) => ({ ...format, captions: captionsOf(format, request.captions) }));
      return { direction, order: { ...order, formats } };
    }
    case "cards":
      return directed({ cards: false });
    default:
      return { order, direction };
  }
}

const captionsOf = ({ captions }: KeptOrder["formats"][number], wanted: "on" | "off"): CaptionMode =>
  wanted === "off" ? "none" : captions === "none" ? "burned" : captions;

function wished(order: KeptOrder, direction: Direction, list: "mustHave" | "mustNotHave", wish: Wish): Next | string {
  const wishes = order[list];
  if (wishes.some((one) => isSame(one, wish))) return { order, direction };
  if (wishes.length >= MOST_WISHES)
    return `There are ${MOST_WISHES} of such wishes already: take one out of the order.`;
  return { direction, order: { ...order, [list]: [...wishes, wish] } };
}

/** The must-have is also the first clip of the cut, or the last. */
function atEnd(next: Next | string, isFirst: boolean, wish: Wish): Next | string {
  if (typeof next === "string") return next;
  const number = next.order.mustHave.findIndex((one) => isSame(one, wish));
  return { ...next, direction: { ...next.direction, ...(isFirst ? { opens: number } : { closes: number }) } };
}

const isSame = (one: Wish, other: Wish): boolean =>
  typeof one === "string" || typeof other === "string"
    ? one === other
    : one.assetId === other.assetId && one.startMs === other.startMs && one.endMs === other.endMs;
