import { describe, expect, it } from "vitest";
import { AppError, toAppError } from "./error.ts";

const thrown = (name: string, fields: object = {}) => Object.assign(new Error("why"), { name, ...fields });

describe("an error", () => {
  it.each([
    [
      "a throttled call",
      thrown("ThrottlingException", { $metadata: { httpStatusCode: 429 } }),
      "unavailable",
      "Retryable",
    ],
    [
      "a service's own fault",
      thrown("InternalError", { $metadata: { httpStatusCode: 500 } }),
      "unavailable",
      "Retryable",
    ],
    ["a dropped connection", thrown("Error", { code: "ECONNRESET" }), "unavailable", "Retryable"],
    [
      "a model that stumbled",
      thrown("ModelErrorException", { $metadata: { httpStatusCode: 424 } }),
      "unavailable",
      "Retryable",
    ],
    ["a refused right", thrown("AccessDenied", { $metadata: { httpStatusCode: 403 } }), "internal", "Fatal"],
    ["a wrong derivative", thrown("VerificationError"), "derivative_wrong", "Fatal"],
    ["a defect of ours", new TypeError("x is undefined"), "internal", "Fatal"],
    ["something that is no error", "oops", "internal", "Fatal"],
  ])("that is %s says whether to try again", (_what, error, code, name) => {
    expect(toAppError(error)).toMatchObject({ code, name });
  });

  it("of ours stays what it is", () => {
    const error = new AppError("busy", "wait");
    expect(toAppError(error)).toBe(error);
    expect(error).toMatchObject({ name: "Busy", status: 409 });
  });
});
