import type { Call, Operation, Permission } from "../../../service.ts";
import { checkShape, type Shape } from "./shape.ts";

interface Endpoint<Input, Output> {
  readonly input: Shape;
  permissions(input: Input): Permission[];
  run(input: Input, call: Call): Output | Promise<Output>;
}

/**
 * An operation whose input is checked against its shape before anything else looks at it, once: by `permissions` or by
 * `run`, whichever comes first.
 */
export function endpoint<Input extends object, Output>(definition: Endpoint<Input, Output>): Operation<Input, Output> {
  const checked = new WeakSet<Input>();
  return {
    permissions(input) {
      checkShape(input, definition.input);
      checked.add(input);
      return definition.permissions(input);
    },
    run(input, call) {
      // An input may be used again by its owner, changed: one check is good for one run.
      if (!checked.delete(input)) checkShape(input, definition.input);
      return definition.run(input, call);
    },
  };
}
