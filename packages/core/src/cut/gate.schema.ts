import * as z from "zod";
import { CutId } from "./cut-id.ts";
import { NoteRequest } from "./notes/request.schema.ts";
import { CutEvidence } from "./variant-spec.schema.ts";

/**
 * Checks that can stop a cut.
 * `input`      there is footage enough for what is ordered, and the order does not contradict itself
 * `clip`       every clip exists, lies within its asset and its handles, and is of good quality
 * `timestamp`  no cut inside a word, none across a shot's bound that was not meant
 * `facts`      every caption, title and number is borne out by transcript, picture, brief or count
 * `quality`    pacing, repetition, black or frozen picture, loudness: may send the cut back
 * `schema`     it is a VariantSpec, and adds up
 */
export const GateName = z.enum(["input", "clip", "timestamp", "facts", "quality", "schema"]);
export type GateName = z.infer<typeof GateName>;

/** Something that a gate looked at. `item` names the part of the cut that it is about. */
export const Finding = z.object({
  passed: z.boolean(),
  /** What was looked at and what came of it, for people, with the figures. */
  text: z.string().min(1),
  item: z.string().nullable(),
  evidence: z.array(CutEvidence),
});
export type Finding = z.infer<typeof Finding>;

/** A gate passes when all of its findings do. */
export const GateResult = z
  .object({ gate: GateName, passed: z.boolean(), findings: z.array(Finding).min(1) })
  .meta({ id: "GateResult" });
export type GateResult = z.infer<typeof GateResult>;

/** What became of a request: it holds in the version, which gate `quality` has checked, or cannot be had, and why. */
export const Answer = z
  .object({
    /** Of which revision it was said, and in which words. */
    revision: z.int().positive(),
    words: z.string().min(1),
    request: NoteRequest,
    /** Why it cannot be had, a sentence; null when it is to hold. */
    objection: z.string().min(1).nullable(),
  })
  .meta({ id: "Answer" });
export type Answer = z.infer<typeof Answer>;

/** `gates.<revision>.json` of a cut: what the gates said of it, of all rounds, the last one last. */
export const Verdict = z
  .object({
    version: z.literal(1),
    cutId: CutId,
    revision: z.int().positive(),
    passed: z.boolean(),
    rounds: z.array(z.object({ round: z.int().positive(), gates: z.array(GateResult).min(1) })).min(1),
    /** What people asked for in notes on earlier revisions, and what became of it. */
    answers: z.array(Answer).default([]),
    /** What of those notes nobody understood: it was but words to look for. */
    notUnderstood: z.array(z.string()).default([]),
  })
  .meta({ id: "Verdict" });
export type Verdict = z.infer<typeof Verdict>;
