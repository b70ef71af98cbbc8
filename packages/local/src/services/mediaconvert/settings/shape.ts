import { badRequest } from "../errors.ts";

/**
 * Says whether a value of a job's settings is one that is understood here. Throws BadRequestException with its place,
 * e.g. `/inputs/0/fileInput`, written as MediaConvert writes it. What is not understood is never passed over in silence.
 */
export type Shape = (value: unknown, place: string) => void;

const HINT = "MediaConvert on this machine does not have it: leave it out, or run this job on AWS.";

function refuse(place: string, why: string): never {
  throw badRequest(`${place || "/"}: ${why}`);
}

export const text: Shape = (value, place) => {
  if (typeof value !== "string" || value === "") refuse(place, "must be a string that is not empty");
};

export const matching =
  (pattern: RegExp, what: string): Shape =>
  (value, place) => {
    if (typeof value !== "string" || !pattern.test(value))
      refuse(place, `must be ${what}, and is ${JSON.stringify(value)}`);
  };

export const number =
  (least: number, most: number): Shape =>
  (value, place) => {
    if (typeof value !== "number" || !Number.isFinite(value) || value < least || value > most) {
      refuse(place, `must be a number from ${least} to ${most}, and is ${JSON.stringify(value)}`);
    }
  };

export const oneOf =
  (...values: readonly string[]): Shape =>
  (value, place) => {
    if (!values.includes(value as string))
      refuse(place, `${JSON.stringify(value)} is not one of ${values.join(", ")}. ${HINT}`);
  };

export const list =
  (shape: Shape, least: number, most: number): Shape =>
  (value, place) => {
    if (!Array.isArray(value)) return refuse(place, "must be a list");
    if (value.length < least || value.length > most)
      refuse(place, `must have ${least} to ${most} entries, not ${value.length}`);
    for (const [index, entry] of value.entries()) shape(entry, `${place}/${index}`);
  };

/** Names are free. */
export const record =
  (shape: Shape): Shape =>
  (value, place) => {
    if (!isObject(value)) return refuse(place, "must be an object");
    for (const [name, entry] of Object.entries(value)) shape(entry, `${place}/${name}`);
  };

export const object =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, place) => {
    if (!isObject(value)) return refuse(place, "must be an object");
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) refuse(`${place}/${lowerFirst(name)}`, "is required");
    }
    for (const [name, entry] of Object.entries(value)) {
      if (entry === undefined || entry === null) continue;
      const shape = required[name] ?? optional[name] ?? refuse(`${place}/${lowerFirst(name)}`, HINT);
      shape(entry, `${place}/${lowerFirst(name)}`);
    }
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
