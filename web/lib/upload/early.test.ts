import { expect, it } from "vitest";
import { earlyOf } from "./early.ts";
import type { UploadItem } from "./store.ts";

const item = (id: string, rest: Partial<UploadItem> = {}): UploadItem => ({
  ...{ id, name: `${id}.mov`, bytes: 1000, lastModified: 0, file: {} as File, sidecars: [] },
  ...{ state: "sending", sent: 0, rate: 0 },
  ...rest,
});

it("has what is on its way and not in the library yet", () => {
  const { file: _, ...lost } = item("lost", { state: "paused" });
  const items = [item("a"), item("b", { state: "done" }), item("c", { state: "known" }), lost, item("d")];
  expect(earlyOf(items).map(({ id }) => id)).toEqual(["a", "d"]);
});

it("is the same while files only go on, and another when one comes, is done, or becomes an asset", () => {
  const first = earlyOf([item("a"), item("b")]);
  expect(earlyOf([item("a", { sent: 500, rate: 10 }), item("b", { stalled: true })])).toBe(first);
  expect(earlyOf([item("a", { assetId: "ast_1" }), item("b")])).not.toBe(first);
  expect(earlyOf([item("a", { assetId: "ast_1" })])).toHaveLength(1);
  expect(earlyOf([])).toEqual([]);
});
