/** A tool could not be started, was stopped, or ended with an error. `stderr` holds its last words. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  readonly stderr: string;
  /** `missing`: no such program. `timeout`: its time was up. `failed`: it ended with an error of its own. */
  readonly kind: "missing" | "timeout" | "failed";

  constructor(kind: ToolError["kind"], message: string, stderr = "") {
    super(stderr ? `${message}: ${stderr}` : message);
    this.kind = kind;
    this.stderr = stderr;
  }
}
