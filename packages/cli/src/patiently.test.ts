import { ApiError } from "@videoflow/client/client";
import { expect, it } from "vitest";
import { patiently } from "./patiently.ts";

const failing = (status: number, times: number) => {
  let asked = 0;
  return async () => {
    if (asked++ < times) throw new ApiError(status, { code: "internal", message: "no" });
    return asked;
  };
};

it("asks again while the fault is on the other side, and not when it is its own", async () => {
  expect(await patiently(failing(500, 2), 1)).toBe(3);
  await expect(patiently(failing(404, 1), 1)).rejects.toMatchObject({ status: 404 });
  await expect(patiently(failing(0, 1), 1)).rejects.toMatchObject({ status: 0 });
});
