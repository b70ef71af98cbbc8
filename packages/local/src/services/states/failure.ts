import type { AwsError } from "../../error.ts";

/** How a state fails: an error name that Retry and Catch match on, and a cause for people. */
export interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** The field whose expression failed, e.g. `Arguments/Payload`; recorded as an EvaluationFailed event. */
  readonly location?: string | undefined;
  /** A task that ran out of time or of heartbeats; the history tells it apart from one that failed. */
  readonly timedOut?: boolean | undefined;
}

/** Thrown where a state cannot go on; `decide` turns it into a retry, a catch or the end of the branch. */
export class StateFailure extends Error {
  readonly failure: Failure;

  constructor(error: string, cause: string, location?: string) {
    super(`${error}: ${cause}`);
    this.name = "StateFailure";
    this.failure = { error, cause, location };
  }
}

/** Classes of the Java SDK, which the error names of Step Functions come from, always end in `Exception`. */
export function exceptionName(prefix: string, error: AwsError): string {
  const name = error.code.slice(error.code.lastIndexOf(".") + 1);
  return `${prefix}.${name.endsWith("Exception") ? name : `${name}Exception`}`;
}
