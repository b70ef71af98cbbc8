import type { DefectKind } from "@videoflow/core/defect/defect.schema";
import { SCENES, type Scene } from "./canvas.ts";
import { Random, seedOf } from "./random.ts";
import { SOUNDS, type Sound } from "./sound.ts";

export const FRAME_RATE = 25;
/** Paintings of each scene. */
const CANVASES = 6;
const SMALL = { width: 640, height: 360 };
const LARGE = { width: 1280, height: 720 };

/** What is wrong on purpose, and where. Times in seconds. */
export interface Fault {
  readonly kind: DefectKind;
  readonly start: number;
  readonly end: number;
  /** From 0, the weakest that counts as a fault, to 1. */
  readonly strength: number;
  /** For kinds that come about in two ways. */
  readonly variant: 0 | 1;
}

/** How a piece of footage is filmed: everything about it follows from these. */
export interface Case {
  readonly name: string;
  readonly seed: number;
  readonly scene: Scene;
  /** Which painting of the scene. */
  readonly canvas: number;
  /** Of the original, pixels: one is smaller than a proxy, the other is scaled down to it. */
  readonly size: { readonly width: number; readonly height: number };
  /** When the film is cut to another scene, seconds; null when it is one shot. */
  readonly cut: { readonly at: number; readonly scene: Scene; readonly canvas: number } | null;
  readonly sound: Sound;
  readonly seconds: number;
  /** Share of the light that is left; under .3 it is night. */
  readonly light: number;
  /** Strength of the sensor's noise, in levels. */
  readonly grain: number;
  /** Whether the camera stands on a tripod, is held, or pans. */
  readonly camera: "tripod" | "hand" | "pan";
  /** Highest sample of the sound, 1 being full scale. */
  readonly peak: number;
  /** One of the picture and one of the sound, or none at all. */
  readonly faults: readonly Fault[];
}

export const PICTURE_KINDS = ["black", "freeze", "blockiness", "blur"] as const;
export const SOUND_KINDS = ["silence", "clipping", "loudness", "drift"] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** Shortest and longest that a fault lasts, in seconds; 0 for those that are of the whole. */
const LENGTHS: Readonly<Record<DefectKind, readonly [number, number]>> = {
  black: [0.8, 3],
  freeze: [2, 4],
  silence: [2, 4],
  clipping: [0.8, 4],
  blockiness: [0.8, 3],
  blur: [1.2, 3.5],
  loudness: [0, 0],
  drift: [0, 0],
};

/** Scenes on which a fault leaves nothing to be seen. */
const PLAIN: Partial<Record<PictureKind | "clean", readonly Scene[]>> = {
  blur: ["sky", "wall"],
  blockiness: ["sky", "wall"],
};

/**
 * Footage with a fault of this kind in its picture and one of another kind in its sound, each where it falls; or with none.
 * The same seed and index give the same case.
 */
export function makeCase(kind: PictureKind | "clean", index: number, runSeed: number): Case {
  const seed = seedOf(runSeed, kind, index);
  const random = new Random(seed);
  // Nobody can tell whether an empty sky or a dark wall is in focus, or sees blocks in them or at night.
  const scenes = SCENES.filter((scene) => PLAIN[kind]?.includes(scene) !== true);
  const shot = () => ({ scene: random.pick(scenes), canvas: random.whole(0, CANVASES - 1) });
  const isNight = random.chance(0.2) && kind !== "blockiness";
  const seconds = random.whole(5, 7);
  return {
    name: `${kind}-${String(index).padStart(2, "0")}`,
    seed,
    ...shot(),
    size: random.chance(0.2) ? LARGE : SMALL,
    cut: random.chance(0.25) ? { at: random.between(1, seconds - 1), ...shot() } : null,
    sound: random.pick(SOUNDS),
    seconds,
    light: isNight ? random.between(0.12, 0.3) : random.between(0.7, 1.1),
    grain: isNight ? random.between(4, 9) : random.between(2, 6),
    camera: random.pick(["tripod", "hand", "pan"]),
    peak: 10 ** (random.between(-15, -0.5) / 20),
    faults: kind === "clean" ? [] : [kind, soundKindOf(kind, index)].map((each) => makeFault(each, seconds, random)),
  };
}

/** Every kind of sound meets every kind of picture, and all come up equally often. */
function soundKindOf(kind: PictureKind, index: number): (typeof SOUND_KINDS)[number] {
  const picked = SOUND_KINDS[(PICTURE_KINDS.indexOf(kind) + index) % SOUND_KINDS.length];
  if (!picked) throw new Error(`There is no sound to go with ${kind}`);
  return picked;
}

function makeFault(kind: DefectKind, seconds: number, random: Random): Fault {
  const [shortest, longest] = LENGTHS[kind];
  const length = random.between(shortest, longest);
  const start = longest === 0 ? 0 : Math.round(random.between(0.4, seconds - length - 0.4) * FRAME_RATE) / FRAME_RATE;
  const end = longest === 0 ? seconds : start + Math.round(length * FRAME_RATE) / FRAME_RATE;
  return { kind, start, end, strength: random.next(), variant: random.chance(0.5) ? 1 : 0 };
}

export const isOfPicture = ({ kind }: Fault): boolean => PICTURE_KINDS.some((one) => one === kind);
