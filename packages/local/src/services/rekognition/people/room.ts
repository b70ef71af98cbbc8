import { grain } from "./chance.ts";
import { scale, type Vector } from "./vector.ts";

/** A wall with a window and a picture, 2.2 m behind where people stand, and a floor. */
export interface Room {
  readonly wall: Vector;
  readonly floor: Vector;
  readonly seed: number;
}

const WALL_AT = -2.2;

/** What a ray from the camera reaches where nobody stands: its distance and the colour there. */
export function background(
  room: Room,
  camera: Vector,
  ray: Vector,
  feet: readonly Vector[],
): { distance: number; colour: Vector } {
  const toFloor = ray[1] < 0 ? -camera[1] / ray[1] : Number.POSITIVE_INFINITY;
  const toWall = (WALL_AT - camera[2]) / ray[2];
  const distance = Math.min(toFloor, toWall);
  const [x, y, z] = [camera[0] + ray[0] * distance, camera[1] + ray[1] * distance, camera[2] + ray[2] * distance];
  return { distance, colour: toFloor < toWall ? floorAt(room, x, z, feet) : wallAt(room, x, y) };
}

/** Boards, with a shadow around everybody's feet. */
function floorAt({ floor, seed }: Room, x: number, z: number, feet: readonly Vector[]): Vector {
  const board = 0.85 + 0.1 * grain(Math.floor(x * 6), Math.floor(z * 1.5) + seed);
  const shadows = feet.map(
    (foot) => 1 - 0.55 * Math.exp(-9 * ((x - foot[0] + 0.15) ** 2 + 1.5 * (z - foot[2] + 0.1) ** 2)),
  );
  return scale(
    floor,
    shadows.reduce((all, shadow) => all * shadow, board),
  );
}

function wallAt({ wall, seed }: Room, x: number, y: number): Vector {
  if (Math.abs(x - 1.7) < 0.55 && Math.abs(y - 1.7) < 0.5) return scale([0.45, 0.6, 0.75], 0.9 + 0.2 * (y - 1.7));
  if (Math.abs(x + 2) < 0.45 && Math.abs(y - 1.6) < 0.35) {
    return grain(Math.floor(x * 9), Math.floor(y * 9) + seed) > 0.5 ? [0.6, 0.43, 0.26] : [0.26, 0.34, 0.3];
  }
  return scale(wall, (0.8 + 0.04 * y) * (y < 0.12 ? 0.6 : 1));
}
