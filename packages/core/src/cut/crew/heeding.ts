import { sightsIn } from "../../scene/material.ts";
import { frameFrom, type Rate } from "../frame-rate.ts";
import { isAbout, namedIn, seenIn } from "../notes/shown.ts";
import type { Wanted } from "../notes/wanted.schema.ts";
import type { Candidate } from "./material.schema.ts";
import type { Moment } from "./moments.ts";
import { rangeOf, type Source } from "./source.ts";

/** What people want more of is worth half as much again as the best of the rest. */
const FAVOUR = 0.5;

/**
 * What of a moment people asked for: which things it says or shows, and how much better it is for that. A picture of one of them is
 * cut around where it is seen.
 */
export function heeding(
  moment: Moment,
  source: Source,
  wanted: readonly Wanted[],
  rate: Rate,
): Pick<Candidate, "about" | "favour" | "best"> {
  const range = rangeOf(moment.core ?? moment, rate);
  const told = [moment.text, ...moment.labels, ...namedIn(source, range)].join(" ");
  const about = new Set<string>();
  let [favour, best] = [0, moment.best];
  for (const { request, objection } of wanted) {
    if (!("what" in request) || request.ask === "without" || objection !== null || !isAbout(told, request.what))
      continue;
    about.add(request.what);
    if (request.ask === "less") favour -= FAVOUR;
    else {
      if (request.ask === "more") favour += FAVOUR;
      best = moment.kind === "picture" ? (seenAt(request.what, source, moment, rate) ?? best) : best;
    }
  }
  return { about: [...about], favour: Math.max(-1, Math.min(1, favour)), best };
}

/** The first frame of a moment at which something is seen. */
function seenAt(what: string, source: Source, moment: Moment, rate: Rate): number | undefined {
  const sight = sightsIn(source.sights, rangeOf(moment, rate)).find((one) =>
    isAbout(seenIn({ sights: [one] }, { startMs: one.atMs, endMs: one.atMs + 1 }).join(" "), what),
  );
  const frame = sight && frameFrom(sight.atMs, rate);
  return frame !== undefined && frame >= moment.from && frame < moment.to ? frame : undefined;
}
