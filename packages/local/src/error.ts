/**
 * An error as AWS answers it: `code` is the AWS error code (`NoSuchKey`, `ResourceNotFoundException`), `status` the
 * HTTP status, `detail` further members of the error's body. The message says what happened, to which id, what to do.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, detail: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}
