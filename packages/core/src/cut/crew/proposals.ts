import type * as z from "zod";
import { readDocument, writeDocument } from "../../document.ts";
import { outputOf } from "../place.ts";
import type { CutTask } from "../task.schema.ts";
import { Material } from "./material.schema.ts";
import { Analysis, Arc, Edit, Facts, Frames, Judged, Package, Sounds } from "./proposal.schema.ts";

/** What each of the crew writes, by its step. */
const SCHEMAS = {
  retrieve: Material,
  direct: Arc,
  edit: Edit,
  frame: Frames,
  sound: Sounds,
  story: Analysis,
  pacing: Analysis,
  package: Package,
  facts: Facts,
  gate: Judged,
} as const;

export type Agent = keyof typeof SCHEMAS;
export type ProposalOf<By extends Agent> = z.output<(typeof SCHEMAS)[By]>;

/** A step of a revision, in which round. */
export type Try = Pick<CutTask, "cutId" | "revision"> & { readonly round: number };

/** Retrieve and Direct are in the first round only. */
const roundOf = (agent: Agent, { round }: Try): number => (agent === "retrieve" || agent === "direct" ? 1 : round);

export const placeOf = (agent: Agent, of: Try) =>
  outputOf(of.cutId, `proposals/${agent}.${of.revision}.${roundOf(agent, of)}.json`);

export const readProposal = <By extends Agent>(agent: By, of: Try): Promise<ProposalOf<By>> =>
  readDocument(placeOf(agent, of), SCHEMAS[agent]) as Promise<ProposalOf<By>>;

/** Written again, it takes the place of the one before: nobody has read it until its step has ended. */
export async function writeProposal<By extends Agent>(agent: By, of: Try, proposal: ProposalOf<By>): Promise<void> {
  await writeDocument(placeOf(agent, of), SCHEMAS[agent] as z.ZodType, proposal);
}
