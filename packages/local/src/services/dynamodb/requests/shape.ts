import { validationError } from "../errors.ts";
import {
  expectBoolean,
  expectList,
  expectMap,
  expectNumber,
  expectStructure,
  expectText,
  type Place,
} from "./json-types.ts";

/** Checks one member of a request: throws when it has another JSON type, and notes which constraints it breaks. */
export type Shape = (value: unknown, path: string, problems: string[], place: Place) => void;

const MOST_PROBLEMS = 10;

/** Checks a whole request. Throws SerializationException, or one ValidationException that names all problems, as AWS. */
export function checkShape(input: object, shape: Shape): void {
  const problems: string[] = [];
  shape(input, "", problems, "field");
  if (problems.length === 0) return;
  const shown = problems.slice(0, MOST_PROBLEMS);
  throw validationError(`${shown.length} validation error${shown.length > 1 ? "s" : ""} detected: ${shown.join("; ")}`);
}

/** A member that must be there. All others may be absent or null. */
export function required(shape: Shape): Shape {
  const check: Shape = (value, path, problems, place) => {
    if (value !== undefined && value !== null) shape(value, path, problems, place);
    else problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  };
  demanded.add(check);
  return check;
}

const demanded = new WeakSet<Shape>();

/** Members by name. What the API does not know is ignored, as AWS does. `type` is the name of the API's shape. */
export function structure(members: Readonly<Record<string, Shape>>, type = "Structure"): Shape {
  const checks = Object.entries(members).map(([name, shape]) => ({
    name,
    shape,
    path: name.charAt(0).toLowerCase() + name.slice(1),
    demanded: demanded.has(shape),
  }));
  return (value, path, problems, place) => {
    const object = expectStructure(value, type, place);
    for (const check of checks) {
      const member = object[check.name];
      if (!check.demanded && (member === undefined || member === null)) continue;
      check.shape(member, path === "" ? check.path : `${path}.${check.path}`, problems, "field");
    }
  };
}

/** `type` is the name of what the map holds. */
export function mapOf(shape: Shape, type: string, size: Bounds = {}): Shape {
  return (value, path, problems) => {
    const map = expectMap(value, type);
    checkLength(Object.keys(map).length, map, size, path, problems);
    for (const key of Object.keys(map)) shape(map[key], `${path}.${key}.member`, problems, "member");
  };
}

export function listOf(shape: Shape, size: Bounds = {}): Shape {
  return (value, path, problems) => {
    const list = expectList(value);
    checkLength(list.length, list, size, path, problems);
    list.forEach((member, index) => {
      shape(member, `${path}.${index + 1}.member`, problems, "member");
    });
  };
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

interface TextConstraints extends Bounds {
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
}

export function text({ pattern, oneOf, ...length }: TextConstraints = {}): Shape {
  return (given, path, problems) => {
    const value = expectText(given);
    if (pattern && !pattern.test(value)) {
      problem(problems, value, path, `Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
    }
    checkLength(value.length, value, length, path, problems);
    if (oneOf && !oneOf.includes(value)) {
      problem(problems, value, path, `Member must satisfy enum value set: [${oneOf.join(", ")}]`);
    }
  };
}

/** `type` is what AWS's parser calls it. */
export function integer({ min, max, type = "Integer" }: Bounds & { readonly type?: "Integer" | "Long" } = {}): Shape {
  return (given, path, problems) => {
    const value = expectNumber(given, type);
    if (min !== undefined && value < min) {
      problem(problems, value, path, `Member must have value greater than or equal to ${min}`);
    }
    if (max !== undefined && value > max) {
      problem(problems, value, path, `Member must have value less than or equal to ${max}`);
    }
  };
}

export const boolean: Shape = (value) => {
  expectBoolean(value);
};

function checkLength(length: number, value: unknown, { min, max }: Bounds, path: string, problems: string[]): void {
  if (min !== undefined && length < min) {
    problem(problems, value, path, `Member must have length greater than or equal to ${min}`);
  }
  if (max !== undefined && length > max) {
    problem(problems, value, path, `Member must have length less than or equal to ${max}`);
  }
}

function problem(problems: string[], value: unknown, path: string, constraint: string): void {
  problems.push(`Value '${print(value)}' at '${path}' failed to satisfy constraint: ${constraint}`);
}

function print(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
