import { afterEach, expect, it, vi } from "vitest";
import { addUploads, changeUpload, currentUploads, removeUploads, subscribeUploads, type UploadItem } from "./store.ts";

const item = (id: string): UploadItem => ({
  ...{ id, name: `${id}.mov`, bytes: 1000, lastModified: 0, sidecars: [] },
  ...{ state: "sending", sent: 0, rate: 0, stalled: true },
});

// Other files' tests come after these in the same process.
afterEach(() => void vi.useRealTimers());

it("tells of all changes of a moment at once, and keeps what did not change as it is", () => {
  vi.useFakeTimers();
  const heard = vi.fn();
  const unsubscribe = subscribeUploads(heard);
  addUploads(Array.from({ length: 500 }, (_, at) => item(`take ${at}`)));
  const [first, second] = currentUploads();
  for (let sent = 0; sent < 500; sent++) changeUpload("take 1", { sent, stalled: undefined });
  expect(heard).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(heard).toHaveBeenCalledOnce();
  expect(currentUploads()[0]).toBe(first);
  expect(currentUploads()[1]).toEqual({ ...second, sent: 499, stalled: undefined });
  expect(currentUploads()).toBe(currentUploads());
  unsubscribe();
});

it("tells of how far files are less often than of what becomes of them", () => {
  vi.useFakeTimers();
  addUploads([item("slow")]);
  vi.advanceTimersByTime(1000);
  const heard = vi.fn();
  const unsubscribe = subscribeUploads(heard);
  changeUpload("slow", { sent: 1 });
  vi.advanceTimersByTime(1);
  expect(heard).toHaveBeenCalledTimes(1);
  changeUpload("slow", { sent: 2, rate: 1 });
  vi.advanceTimersByTime(200);
  expect(heard).toHaveBeenCalledTimes(1);
  changeUpload("slow", { state: "completing" });
  vi.advanceTimersByTime(1);
  expect(heard).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(heard).toHaveBeenCalledTimes(2);
  unsubscribe();
});

it("does not bring back a file that was taken off", () => {
  addUploads([item("gone")]);
  removeUploads(({ id }) => id === "gone");
  changeUpload("gone", { sent: 5 });
  expect(currentUploads().some(({ id }) => id === "gone")).toBe(false);
});
