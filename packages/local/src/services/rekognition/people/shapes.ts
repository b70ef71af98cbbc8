import { dot, length, scale, subtract, type Vector } from "./vector.ts";

// Distances of a point from shapes, negative inside. https://iquilezles.org/articles/distfunctions/

/** A rod with round ends, from `a` with one radius to `b` with another. */
export function limb(point: Vector, a: Vector, b: Vector, radiusA: number, radiusB: number): number {
  const [along, axis] = [subtract(point, a), subtract(b, a)];
  const share = Math.min(1, Math.max(0, dot(along, axis) / dot(axis, axis)));
  return length(subtract(along, scale(axis, share))) - (radiusA + (radiusB - radiusA) * share);
}

/** An ellipsoid; exact enough near its surface. */
export function ball(point: Vector, centre: Vector, radii: Vector): number {
  const [x, y, z] = subtract(point, centre);
  const inside = length([x / radii[0], y / radii[1], z / radii[2]]);
  const steepness = length([x / radii[0] ** 2, y / radii[1] ** 2, z / radii[2] ** 2]);
  return (inside * (inside - 1)) / steepness;
}

/** Two shapes grown together where they are nearer than `width`. */
export function joined(one: number, other: number, width: number): number {
  const near = Math.max(width - Math.abs(one - other), 0) / width;
  return Math.min(one, other) - (near * near * width) / 4;
}
