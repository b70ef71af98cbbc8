import sharp from "sharp";
import { chance } from "./chance.ts";
import { type Person, render, type Scene } from "./render.ts";
import type { Vector } from "./vector.ts";

const WIDTH = 384;
const HEIGHT = 216;

const SKINS: readonly Vector[] = [
  [0.78, 0.55, 0.43],
  [0.62, 0.42, 0.3],
  [0.45, 0.28, 0.2],
];
const HAIRS: readonly Vector[] = [
  [0.12, 0.07, 0.04],
  [0.04, 0.035, 0.03],
  [0.4, 0.28, 0.14],
];

/** The scene of a number: each has another room, and other people, who stand elsewhere in other clothes. */
export function sceneOf(seed: number, people: number): Scene {
  const next = chance(seed);
  const between = (low: number, high: number) => low + (high - low) * next();
  const cloth = (): Vector => [between(0.05, 0.6), between(0.05, 0.5), between(0.05, 0.55)];
  const oneOf = (choice: readonly Vector[]): Vector => choice[Math.floor(next() * choice.length)] ?? [0, 0, 0];
  const person = (index: number): Person => ({
    x: (index - (people - 1) / 2) * 1.1 + between(-0.2, 0.2),
    z: between(0, people === 1 ? 2.2 : 1),
    turn: between(-0.5, 0.5),
    pose: { leftArm: next(), rightArm: next(), step: between(-0.8, 0.8) },
    colours: {
      ...{ skin: oneOf(SKINS), hair: oneOf(HAIRS), shirt: cloth(), trousers: cloth() },
      ...{ shoes: [0.08, 0.07, 0.07], eyes: [0.1, 0.08, 0.07], lips: [0.6, 0.3, 0.28] },
    },
  });
  const shade = between(0.45, 0.7);
  return {
    room: {
      wall: [shade, shade + between(-0.05, 0.05), shade + between(-0.1, 0.1)],
      floor: [between(0.25, 0.45), between(0.2, 0.32), between(0.12, 0.28)],
      seed,
    },
    people: Array.from({ length: people }, (_, index) => person(index)),
  };
}

/** A photograph of a scene, twice as large as it is rendered. */
export const photograph = (scene: Scene): Promise<Buffer> =>
  sharp(render(scene, WIDTH, HEIGHT), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .resize(2 * WIDTH)
    .jpeg({ quality: 88 })
    .toBuffer();
