import { serializationError, validationError } from "../errors.ts";
import { jsonTypeOf } from "../values/check.ts";

/** Checks one member of a request: throws when it has another JSON type, and notes which constraints it breaks. */
export type Shape = (value: unknown, path: string, problems: string[]) => void;

const MOST_PROBLEMS = 10;

/** Checks a whole request. Throws SerializationException, or one ValidationException that names all problems, as AWS. */
export function checkShape(input: object, shape: Shape): void {
  const problems: string[] = [];
  shape(input, "", problems);
  if (problems.length === 0) return;
  const shown = problems.slice(0, MOST_PROBLEMS);
  throw validationError(`${shown.length} validation error${shown.length > 1 ? "s" : ""} detected: ${shown.join("; ")}`);
}

/** A member that must be there. All others may be absent or null. */
export function required(shape: Shape): Shape {
  const check: Shape = (value, path, problems) => {
    if (value !== undefined && value !== null) shape(value, path, problems);
    else problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  };
  demanded.add(check);
  return check;
}

const demanded = new WeakSet<Shape>();

/** Members by name. What the API does not know is ignored, as AWS does. */
export function structure(members: Readonly<Record<string, Shape>>): Shape {
  const checks = Object.entries(members).map(([name, shape]) => ({
    name,
    shape,
    path: name.charAt(0).toLowerCase() + name.slice(1),
    demanded: demanded.has(shape),
  }));
  return (value, path, problems) => {
    const object = expectObject(value);
    for (const check of checks) {
      const member = object[check.name];
      if (!check.demanded && (member === undefined || member === null)) continue;
      check.shape(member, path === "" ? check.path : `${path}.${check.path}`, problems);
    }
  };
}

export function mapOf(shape: Shape, size: Bounds = {}): Shape {
  return (value, path, problems) => {
    const map = expectObject(value);
    checkLength(Object.keys(map).length, map, size, path, problems);
    for (const key of Object.keys(map)) shape(map[key], `${path}.${key}.member`, problems);
  };
}

export function listOf(shape: Shape, size: Bounds = {}): Shape {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      throw serializationError(
        typeof value === "object" ? "Start of structure or map found where not expected" : "Unexpected field type",
      );
    }
    checkLength(value.length, value, size, path, problems);
    value.forEach((member, index) => {
      shape(member, `${path}.${index + 1}.member`, problems);
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
  return (value, path, problems) => {
    if (typeof value !== "string") throw wrongType(value, "String");
    if (pattern && !pattern.test(value)) {
      problem(problems, value, path, `Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
    }
    checkLength(value.length, value, length, path, problems);
    if (oneOf && !oneOf.includes(value)) {
      problem(problems, value, path, `Member must satisfy enum value set: [${oneOf.join(", ")}]`);
    }
  };
}

export function integer({ min, max }: Bounds = {}): Shape {
  return (value, path, problems) => {
    if (typeof value !== "number") throw wrongType(value, "Integer");
    if (min !== undefined && value < min) {
      problem(problems, value, path, `Member must have value greater than or equal to ${min}`);
    }
    if (max !== undefined && value > max) {
      problem(problems, value, path, `Member must have value less than or equal to ${max}`);
    }
  };
}

export const boolean: Shape = (value) => {
  if (typeof value !== "boolean") throw wrongType(value, "Boolean");
};

/** Attribute values by name. What they hold is checked when they are used, where the message can say more. */
export const attributes: Shape = (value) => {
  expectObject(value);
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

function expectObject(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) throw serializationError("Unrecognized collection type class java.util.Map");
  if (typeof value !== "object" || value === null) throw serializationError("Unexpected field type");
  return value as Record<string, unknown>;
}

function wrongType(value: unknown, type: string): Error {
  const json = jsonTypeOf(value);
  if (json === "START_ARRAY") return serializationError(`Unrecognized collection type class java.lang.${type}`);
  if (json === "START_OBJECT") return serializationError("Start of structure or map found where not expected");
  return serializationError(`${json} cannot be converted to ${type}`);
}
