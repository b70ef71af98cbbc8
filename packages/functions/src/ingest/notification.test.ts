import { describe, expect, it } from "vitest";
import { Notification } from "./notification.ts";

const message = (key: string) => ({
  Records: [
    {
      eventVersion: "2.1",
      eventName: "ObjectCreated:CompleteMultipartUpload",
      eventTime: "2026-01-02T03:04:05.678Z",
      s3: { bucket: { name: "input" }, object: { key, size: 5, eTag: "abc", sequencer: "0055" } },
    },
  ],
});

describe("a notification of S3", () => {
  it("is read as what arrived", () => {
    expect(Notification.parse(message("uploads/a.mov")).Records).toEqual([
      { key: "uploads/a.mov", bytes: 5, etag: "abc", sequencer: "0055", at: "2026-01-02T03:04:05.678Z" },
    ]);
  });

  it.each([
    ["uploads/two+words.mov", "uploads/two words.mov"],
    ["uploads/1%2B1.mov", "uploads/1+1.mov"],
    ["uploads/%C3%BCber+100%25.mov", "uploads/über 100%.mov"],
  ])("has its key %s decoded to %s", (sent, key) => {
    expect(Notification.parse(message(sent)).Records[0]?.key).toBe(key);
  });

  it("may be the one without records that S3 sends as a test", () => {
    const test = { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "input" };
    expect(Notification.parse(test).Records).toEqual([]);
  });

  it("is refused without what has to be known", () => {
    expect(() => Notification.parse({ Records: [{ eventTime: "2026-01-02T03:04:05.678Z", s3: {} }] })).toThrow();
  });
});
