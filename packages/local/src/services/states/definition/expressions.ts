import { compile, expressionIn, messageOf } from "../query/expression.ts";
import { topLevelReferences } from "../query/references.ts";
import type { Diagnostics } from "./diagnostics.ts";

/** Looks at every expression of a definition: whether it parses, and reads nothing that it cannot see when it is run. */
export function checkExpressions(value: unknown, diagnostics: Diagnostics, location = ""): void {
  const text = expressionIn(value);
  if (text !== undefined) checkExpression(text, location, diagnostics);
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    checkExpressions(member, diagnostics, Array.isArray(value) ? `${location}[${key}]` : `${location}/${key}`);
  }
}

function checkExpression(text: string, location: string, diagnostics: Diagnostics): void {
  let references: string[] = [];
  try {
    references = topLevelReferences(compile(text).ast());
  } catch (error) {
    diagnostics.add("INVALID_JSONATA_EXPRESSION", messageOf(error), location);
  }
  for (const name of references) {
    const message =
      name === "$$"
        ? "Reference to '$$' is not supported."
        : `Reference to '${name}' at the top level is not supported: write $states.input.${name} or, for a variable, $${name}`;
    diagnostics.add("UNSUPPORTED_JSONATA_EXPRESSION", message, location);
  }
}
