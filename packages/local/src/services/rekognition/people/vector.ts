/** A point or direction in metres: right, up, towards the camera. Also red, green and blue from 0 to 1. */
export type Vector = readonly [number, number, number];

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const length = (a: Vector): number => Math.sqrt(dot(a, a));
export const unit = (a: Vector): Vector => scale(a, 1 / length(a));

/** Turned around the upright axis by `angle` radians. */
export const turned = ([x, y, z]: Vector, angle: number): Vector => [
  x * Math.cos(angle) - z * Math.sin(angle),
  y,
  x * Math.sin(angle) + z * Math.cos(angle),
];
