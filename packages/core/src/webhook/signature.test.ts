import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { createSecret, signatureHeaders } from "./signature.ts";

const body = '{"type":"asset.ready","data":{"name":"Fähre.mov"}}';
const now = () => Math.floor(Date.now() / 1000);

it("signs so that the reference library of Standard Webhooks takes it, and nothing that was changed", () => {
  const secret = createSecret();
  const headers = signatureHeaders({ id: "evt_1", timestamp: now(), body }, [secret]);
  const receiver = new Webhook(secret);
  expect(receiver.verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => receiver.verify(body.replace("ready", "failed"), headers)).toThrow();
  expect(() => receiver.verify(body, { ...headers, "webhook-id": "evt_2" })).toThrow();
  expect(() => new Webhook(createSecret()).verify(body, headers)).toThrow();
});

it("signs id, seconds and body, joined by dots, as the specification writes it", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const { "webhook-signature": signature } = signatureHeaders({ id: "msg_1", timestamp: 1614265330, body: "{}" }, [
    secret,
  ]);
  const key = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");
  expect(signature).toBe(`v1,${createHmac("sha256", key).update("msg_1.1614265330.{}").digest("base64")}`);
});

it("signs with every secret that is good, so that receivers with either take it", () => {
  const [fresh, retired] = [createSecret(), createSecret()];
  const headers = signatureHeaders({ id: "evt_1", timestamp: now(), body }, [fresh, retired]);
  for (const secret of [fresh, retired]) expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
});

it("makes secrets of 32 bytes, no two alike", () => {
  const secrets = Array.from({ length: 100 }, createSecret);
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(Buffer.from(secret.replace(/^whsec_/, ""), "base64")).toHaveLength(32);
});
