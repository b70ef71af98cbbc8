import { nearest, type Part, type Pose } from "./body.ts";
import { grain } from "./chance.ts";
import { background, type Room } from "./room.ts";
import { add, dot, scale, subtract, turned, unit, type Vector } from "./vector.ts";

export interface Person {
  /** Metres to the right, and from the middle of the room towards the camera. */
  readonly x: number;
  readonly z: number;
  /** Radians by which they look away from the camera. */
  readonly turn: number;
  readonly pose: Pose;
  readonly colours: Readonly<Record<Part, Vector>>;
}

export interface Scene {
  readonly room: Room;
  readonly people: readonly Person[];
}

const CAMERA: Vector = [0, 1.35, 4.2];
/** Distance of the picture plane, in heights of the picture. */
const ZOOM = 1.5;
const LIGHT = unit([0.5, 0.8, 0.6]);
const MOST_STEPS = 60;
const NEAR = 0.002;
/** A person is within this sphere around their belly. */
const REACH = 1.3;

/** Red, green and blue of a room with people in it, by sphere tracing: shaded bodies, which a detector takes for people. */
export function render({ room, people }: Scene, width: number, height: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  const feet = people.map(({ x, z }): Vector => [x, 0, z]);
  for (let at = 0; at < width * height; at++) {
    const [column, row] = [at % width, Math.floor(at / width)];
    const ray = unit([(column + 0.5 - width / 2) / height, -(row + 0.5 - height / 2) / height, -ZOOM]);
    let { distance, colour } = background(room, CAMERA, ray, feet);
    for (const person of people) {
      const hit = meet(person, ray, distance);
      if (hit) ({ distance, colour } = hit);
    }
    for (const [channel, value] of colour.entries()) {
      const noise = 8 * (grain(column * 3 + channel, row * 7 + room.seed) - 0.5);
      rgb[at * 3 + channel] = Math.min(255, Math.max(0, 255 * value ** (1 / 1.6) + noise));
    }
  }
  return rgb;
}

/** Where a ray meets a person before `limit`. */
function meet(person: Person, ray: Vector, limit: number): { distance: number; colour: Vector } | undefined {
  const from = turned(subtract(CAMERA, [person.x, 0, person.z]), person.turn);
  const along = turned(ray, person.turn);
  const abreast = dot(subtract([0, 0.9, 0], from), along);
  const closest = add(from, scale(along, abreast));
  if (Math.hypot(closest[0], closest[2]) > 0.65 || closest[1] < -0.6 || closest[1] > 2.4) return undefined;
  let distance = Math.max(0, abreast - REACH);
  for (let step = 0; step < MOST_STEPS && distance < Math.min(limit, abreast + REACH); step++) {
    const point = add(from, scale(along, distance));
    const surface = nearest(point, person.pose);
    if (surface.distance < NEAR) return { distance, colour: shaded(person, point, surface.part) };
    distance += surface.distance * 0.85;
  }
  return undefined;
}

/** Light from one side and from everywhere, less of it in folds; cloth and hair have a grain. */
function shaded({ pose, turn, colours }: Person, point: Vector, part: Part): Vector {
  const slope = ([0, 1, 2] as const).map((axis) => {
    const aside: Vector = [axis === 0 ? 0.004 : 0, axis === 1 ? 0.004 : 0, axis === 2 ? 0.004 : 0];
    return nearest(add(point, aside), pose).distance - nearest(subtract(point, aside), pose).distance;
  }) as unknown as Vector;
  const normal = unit(slope);
  const direct = Math.max(0, dot(normal, turned(LIGHT, turn)));
  const open = Math.min(1, 0.5 + 6.5 * nearest(add(point, scale(normal, 0.08)), pose).distance);
  const fineness = { shirt: 200, trousers: 150, hair: 300 }[part as string];
  const cloth = fineness ? 0.9 + 0.15 * grain(Math.floor(point[0] * fineness), Math.floor(point[1] * fineness)) : 1;
  return scale(colours[part], (0.375 + 0.15 * normal[1] + 0.65 * direct) * open * cloth);
}
