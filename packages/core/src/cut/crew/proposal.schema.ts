import * as z from "zod";
import { CutId } from "../cut-id.ts";
import { GateName, GateResult } from "../gate.schema.ts";
import { FormatName } from "../order.schema.ts";
import {
  BedName,
  Caption,
  CardItem,
  ClipItem,
  CutEvidence,
  Framing,
  Music,
  Title,
  VariantSpec,
} from "../variant-spec.schema.ts";

const count = z.int().nonnegative();
const length = z.int().positive();
const evidence = z.array(CutEvidence).min(1);

/** What every proposal says of itself. */
const head = {
  version: z.literal(1),
  cutId: CutId,
  /** Which try this is, from 1. */
  round: z.int().positive(),
  /** Who decided: `rules 1`, or a model's provider and name. */
  engine: z.string().min(1),
};

/** What somebody asks of the editor when a cut goes back. */
export const Note = z.object({
  by: z.enum([...GateName.options, "story", "pacing"]),
  /** The part of the cut that it is about; null for the whole. */
  item: z.string().nullable(),
  /**
   * `replace`  another moment in its place
   * `reorder`  in the order of time
   * `loosen`   lengths and quality less strict: else it does not add up
   */
  ask: z.enum(["replace", "reorder", "loosen"]),
  text: z.string().min(1),
});
export type Note = z.infer<typeof Note>;

/** A part of the arc: what it does, how long it is, what it is filled with. */
export const Beat = z.object({
  id: z.string().regex(/^[a-z]+\d*$/),
  role: z.enum(["lead", "fact", "view", "close", "opening", "build", "peak", "release", "chapter"]),
  frames: length,
  wants: z.enum(["speech", "picture", "any"]),
  /** How lively, from 0 to 1. */
  energy: z.number().min(0).max(1),
  /** At most so many clips; null where as many as fit. */
  mostClips: z.int().positive().nullable(),
  /** How many beats of the music a clip has; null where cuts do not follow it. */
  musicBeats: z.int().positive().nullable(),
  /** What it is about, as a label; null for anything. */
  topic: z.string().nullable(),
  /** The card that it begins with. */
  card: z
    .object({
      frames: length,
      heading: z.string().min(1).max(200),
      figure: z.string().min(1).max(200).nullable(),
      detail: z.string().min(1).max(200).nullable(),
      evidence,
    })
    .nullable(),
  /** Whether it begins with a cross-fade. */
  fades: z.boolean(),
  why: z.string().min(1),
});
export type Beat = z.infer<typeof Beat>;

/** The director's: which beats, how long each. */
export const Arc = z.object({
  ...head,
  frames: length,
  bed: BedName.nullable(),
  beats: z.array(Beat).min(1).max(200),
});
export type Arc = z.infer<typeof Arc>;

/** A clip as it was chosen: no sound and no framing yet. */
export const ChosenClip = ClipItem.omit({ sound: true, framing: true }).extend({
  candidate: z.string(),
  beat: z.string(),
});
export type ChosenClip = z.infer<typeof ChosenClip>;
export const ChosenItem = z.discriminatedUnion("kind", [ChosenClip, CardItem.extend({ beat: z.string() })]);
export type ChosenItem = z.infer<typeof ChosenItem>;

/** The editor's: what stands where. `faults` say, a sentence each, what could not be done. */
export const Edit = z.object({ ...head, items: z.array(ChosenItem), faults: z.array(z.string()) });
export type Edit = z.infer<typeof Edit>;

/** The cinematographer's: what of each clip's picture is shown in which format, and how good the pictures are, best first. */
export const Frames = z.object({
  ...head,
  framing: z.record(z.string(), z.partialRecord(FormatName, Framing)),
  ranking: z.array(z.object({ item: z.string(), score: z.number() })),
});
export type Frames = z.infer<typeof Frames>;

/** The sound designer's. */
export const Sounds = z.object({ ...head, sound: z.record(z.string(), ClipItem.shape.sound), music: Music.nullable() });
export type Sounds = z.infer<typeof Sounds>;

/** What an analyst thinks of the edit: remarks for people, notes for the editor. */
export const Analysis = z.object({
  ...head,
  remarks: z.array(
    z.object({
      passed: z.boolean(),
      text: z.string().min(1),
      item: z.string().nullable(),
      evidence: z.array(CutEvidence),
    }),
  ),
  notes: z.array(Note),
});
export type Analysis = z.infer<typeof Analysis>;

/** The fact checker's: also which titles are not borne out, and left out. */
export const Facts = Analysis.extend({ refused: z.array(z.string()) });
export type Facts = z.infer<typeof Facts>;

/** The packager's. */
export const Package = z.object({
  ...head,
  title: z.string().min(1).max(120),
  titles: z.array(Title),
  captions: z.array(Caption),
  thumbnailFrame: count,
});
export type Package = z.infer<typeof Package>;

/** What the gates made of a round: the spec that they saw, and what is to be done. */
export const Judged = z.object({
  ...head,
  spec: VariantSpec.nullable(),
  gates: z.array(GateResult).min(1),
  decision: z.enum(["passed", "sent_back", "refused"]),
  notes: z.array(Note),
});
export type Judged = z.infer<typeof Judged>;
