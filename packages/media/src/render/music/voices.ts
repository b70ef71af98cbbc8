import { SAMPLE_RATE, type Stereo } from "../sound/stereo.ts";

export const hertz = (note: number): number => 440 * 2 ** ((note - 69) / 12);

const TABLE = 4096;

/** One period of a wave, from the strengths of its harmonics. */
function waveOf(strengths: readonly number[]): Float32Array {
  const wave = Float32Array.from({ length: TABLE }, (_, at) =>
    strengths.reduce(
      (sum, strength, harmonic) => sum + strength * Math.sin((2 * Math.PI * (harmonic + 1) * at) / TABLE),
      0,
    ),
  );
  const highest = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return wave.map((value) => value / highest);
}

const WAVES = {
  soft: waveOf([1, 0.32, 0.12, 0.05, 0.02]),
  warm: waveOf([1, 0.5, 0.33, 0.2, 0.12, 0.08, 0.05, 0.03]),
  bright: waveOf([1, 0.6, 0.5, 0.38, 0.3, 0.24, 0.19, 0.15, 0.12, 0.09, 0.07]),
  round: waveOf([1, 0.18, 0.04]),
} as const;

export interface Note {
  /** In samples. */
  readonly at: number;
  readonly length: number;
  /** As MIDI counts: 60 is the middle C. */
  readonly note: number;
  readonly loud: number;
  /** -1 is left, 1 right. */
  readonly pan?: number;
}

interface Sound {
  readonly wave: keyof typeof WAVES;
  /** Seconds until it is there, and until it is gone after its end. */
  readonly attack: number;
  readonly release: number;
  /** Seconds in which a struck tone fades to a third; without, it is held. */
  readonly decay?: number;
  /** A struck tone is brighter at first. */
  readonly edge?: keyof typeof WAVES;
  /** How far its two voices are out of tune, as a share. */
  readonly detune?: number;
}

/** What there is to play on. */
export const SOUNDS = {
  pad: { wave: "warm", attack: 0.5, release: 1.1, detune: 0.0028 },
  keys: { wave: "soft", edge: "warm", attack: 0.006, release: 0.3, decay: 0.9, detune: 0.0009 },
  pluck: { wave: "soft", edge: "bright", attack: 0.003, release: 0.12, decay: 0.28, detune: 0.0014 },
  stab: { wave: "bright", attack: 0.004, release: 0.09, decay: 0.22, detune: 0.004 },
  bass: { wave: "round", edge: "warm", attack: 0.006, release: 0.06, decay: 0.8 },
  bell: { wave: "soft", edge: "soft", attack: 0.004, release: 1.6, decay: 1.8, detune: 0.0006 },
} as const satisfies Record<string, Sound>;

/** Plays a note into `out`. */
export function play(
  out: Stereo,
  { wave, edge, attack, release, decay, detune = 0 }: Sound,
  { at, length, note, loud, pan = 0 }: Note,
): void {
  const [main, first] = [WAVES[wave], edge && WAVES[edge]];
  const end = Math.min(out.left.length, at + length + Math.round(release * SAMPLE_RATE));
  const steps = [1 - detune, 1 + detune].map((factor) => (hertz(note) * factor * TABLE) / SAMPLE_RATE);
  const phases = [0, TABLE / 3];
  const sides = [Math.sqrt((1 - pan) / 2), Math.sqrt((1 + pan) / 2)] as const;
  const fading = decay ? Math.exp(-1 / (decay * SAMPLE_RATE)) : 1;
  const darkening = Math.exp(-1 / (0.06 * SAMPLE_RATE));
  let [struck, brightness] = [1, 1];
  for (let sample = Math.max(0, at); sample < end; sample++) {
    const time = (sample - at) / SAMPLE_RATE;
    const comes = time < attack ? time / attack : 1;
    const over = (sample - at - length) / (release * SAMPLE_RATE);
    const goes = over > 0 ? (1 - over) ** 2 : 1;
    const level = loud * struck * comes * goes;
    struck *= fading;
    brightness *= darkening;
    for (const side of [0, 1] as const) {
      const phase = phases[side] as number;
      const place = phase | 0;
      const tone = main[place] as number;
      const value = level * (first ? tone + brightness * ((first[place] as number) - tone) : tone);
      const next = phase + (steps[side] as number);
      phases[side] = next >= TABLE ? next - TABLE : next;
      // Each of the two voices leans to a side of its own.
      out.left[sample] = (out.left[sample] as number) + value * sides[0] * (side === 0 ? 0.62 : 0.38);
      out.right[sample] = (out.right[sample] as number) + value * sides[1] * (side === 0 ? 0.38 : 0.62);
    }
  }
}
