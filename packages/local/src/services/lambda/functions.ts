import { arn, type Place } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Engine } from "../../lambda/engine.ts";
import type { FunctionDefinition } from "../../lambda/function-definition.ts";

/** The functions of the stage, as the graph defines them. In memory: the graph is applied at every start. */
export class Functions {
  readonly #place: Place;
  readonly #engine: Engine;
  readonly #byName = new Map<string, FunctionDefinition>();

  constructor(place: Place, engine: Engine) {
    this.#place = place;
    this.#engine = engine;
  }

  arnOf(name: string): string {
    return arn(this.#place, "lambda", `function:${name}`);
  }

  all(): FunctionDefinition[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Adds or changes a function. Workers with the old definition end when their work is done. */
  put(definition: FunctionDefinition): void {
    const known = this.#byName.get(definition.name);
    if (known && JSON.stringify(known) !== JSON.stringify(definition)) this.#engine.forget(definition.name);
    this.#byName.set(definition.name, definition);
  }

  remove(name: string): void {
    this.#byName.delete(name);
    this.#engine.forget(name);
  }

  /** Finds it by name, partial ARN (`000000000000:function:name`) or ARN, each with or without `:$LATEST`. */
  find(reference: string): FunctionDefinition | undefined {
    return this.#byName.get(nameIn(reference));
  }

  get(reference: string | undefined): FunctionDefinition {
    const found = this.find(reference ?? "");
    if (found) return found;
    throw new AwsError("ResourceNotFoundException", `Function not found: ${this.arnOf(nameIn(reference))}`, 404, {
      Type: "User",
    });
  }
}

const REFERENCE = /^(?:(?:arn:aws:lambda:[^:]*:)?[^:]*:function:)?([\w-]+)(?::(\$LATEST))?$/;

/** Throws ValidationException for what is no name or ARN of a function, and for versions and aliases, which do not exist here. */
export function nameIn(reference: string | undefined): string {
  const name = REFERENCE.exec(reference ?? "")?.[1];
  if (name) return name;
  throw new AwsError(
    "ValidationException",
    `Value '${reference}' at 'functionName' failed to satisfy constraint: it must be a name, a partial ARN or an ARN of a function, without version or alias`,
  );
}
