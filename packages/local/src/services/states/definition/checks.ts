import type { Diagnostics } from "./diagnostics.ts";

/** What a state machine may do depends on its type: Express ones end too soon to wait for others. */
export type MachineType = "STANDARD" | "EXPRESS";

/** What the parts of one machine share while they are looked at. */
export interface Machine {
  readonly type: MachineType;
  /** Whether states without a QueryLanguage of their own are in JSONata. */
  readonly jsonata: boolean;
  /** All state names so far: they are unique in the whole machine. */
  readonly names: Set<string>;
  readonly diagnostics: Diagnostics;
}

export function checkAssign(assign: Record<string, unknown>, location: string, { diagnostics }: Machine): void {
  for (const name of Object.keys(assign)) {
    if (name === "states" || !/^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u.test(name)) {
      diagnostics.schema(`'${name}' cannot be the name of a variable`, `${location}/${name}`);
    }
  }
}

export function requireAll(
  part: Record<string, unknown>,
  names: string[],
  location: string,
  { diagnostics }: Machine,
): void {
  const missing = names.filter((name) => part[name] === undefined);
  if (missing.length > 0)
    diagnostics.schema(`These required fields are missing: [${missing.join(", ")}]`, location || "/");
}

export function oneOf(value: unknown, values: readonly string[], location: string, { diagnostics }: Machine): void {
  if (value !== undefined && !values.includes(value as string)) {
    diagnostics.schema(`Value should be one of the following: [${values.join(", ")}]`, location);
  }
}
