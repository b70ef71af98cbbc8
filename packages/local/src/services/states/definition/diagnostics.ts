/** One problem of a definition, as ValidateStateMachineDefinition reports it. */
export interface Diagnostic {
  readonly severity: "ERROR";
  readonly code: string;
  readonly message: string;
  /** Path in the definition, e.g. `/States/Encode/Retry[0]/IntervalSeconds`. */
  readonly location: string;
}

/** Collects what is wrong with a definition while its parts are looked at. */
export class Diagnostics {
  readonly found: Diagnostic[] = [];

  add(code: string, message: string, location: string): void {
    this.found.push({ severity: "ERROR", code, message, location });
  }

  schema(message: string, location: string): void {
    this.add("SCHEMA_VALIDATION_FAILED", message, location);
  }
}
