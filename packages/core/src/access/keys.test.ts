import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, describe, expect, it, vi } from "vitest";
import { dumpTable } from "../rebuild/testing.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Keys = await import("./keys.ts");
const { config } = await import("../table.ts");

describe("a key", () => {
  it("says whose it is, in its own workspace alone, with its role and scopes", () =>
    inWorkspace(async (workspaceId) => {
      const { key, secret } = await Keys.make({ name: "Newsroom", role: "editor", scopes: ["uploads", "assets"] });
      expect(await Keys.identify(secret)).toEqual({
        ...{ kind: "key", id: key.keyId, name: "Newsroom" },
        ...{ memberships: [{ workspaceId, role: "editor" }], scopes: ["uploads", "assets"] },
      });
      expect(await inWorkspace(() => Keys.list())).toEqual([]);
    }));

  it("is kept as a hash: its secret is nowhere in the table, and nowhere in the list", () =>
    inWorkspace(async () => {
      const { secret } = await Keys.make({ name: "Newsroom" });
      const chance = secret.split("_").slice(2).join("_");
      expect(chance).toMatch(/^[\w-]{43}$/);
      const rows = JSON.stringify(await dumpTable(new DynamoDBClient(stage.clientConfig), config.table));
      expect(rows).toContain("Newsroom");
      expect(rows).not.toContain(chance);
      expect(JSON.stringify(await Keys.list())).not.toMatch(/hash|vfk_/);
    }));

  it.each([
    ["another secret", (secret: string) => `${secret.slice(0, -4)}AAAA`],
    ["another id", (secret: string) => secret.replace(/^vfk_.{26}/, `vfk_${"0".repeat(26)}`)],
    ["half of it", (secret: string) => secret.slice(0, 30)],
    ["nothing", () => ""],
  ])("with %s is nobody's", (_what, changed) =>
    inWorkspace(async () => {
      const { secret } = await Keys.make({ name: "Newsroom" });
      expect(await Keys.identify(changed(secret))).toBeUndefined();
    }),
  );

  it("is good for nothing once it is revoked, which may be said twice", () =>
    inWorkspace(async () => {
      const { key, secret } = await Keys.make({ name: "Newsroom" });
      await Keys.revoke(key.keyId);
      const [revoked] = await Keys.list();
      await Keys.revoke(key.keyId);
      expect(await Keys.identify(secret)).toBeUndefined();
      expect(await Keys.list()).toEqual([{ ...key, revokedAt: revoked?.revokedAt }]);
    }));

  it("cannot be revoked from another workspace", () =>
    inWorkspace(async () => {
      const { key, secret } = await Keys.make({ name: "Newsroom" });
      await expect(inWorkspace(() => Keys.revoke(key.keyId))).rejects.toMatchObject({ code: "not_found" });
      expect(await Keys.identify(secret)).toBeDefined();
    }));

  it("is good for nothing from the time on at which it expires", () =>
    inWorkspace(async () => {
      const expiresOn = new Date(Date.now() + 60_000).toISOString();
      const { secret } = await Keys.make({ name: "Newsroom", expiresOn });
      expect(await Keys.identify(secret)).toBeDefined();
      vi.spyOn(Date, "now").mockReturnValue(Date.parse(expiresOn));
      expect(await Keys.identify(secret)).toBeUndefined();
      vi.restoreAllMocks();
    }));

  it("notes when it was used last, at most once a minute", () =>
    inWorkspace(async () => {
      const { secret } = await Keys.make({ name: "Newsroom" });
      const lastUsed = async () => (await Keys.list())[0]?.lastUsedAt ?? "";
      expect(await lastUsed()).toBe("");
      await Keys.identify(secret);
      const first = await lastUsed();
      expect(Date.now() - Date.parse(first)).toBeLessThan(10_000);
      await Keys.identify(secret);
      expect(await lastUsed()).toBe(first);
      vi.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
      await Keys.identify(secret);
      vi.restoreAllMocks();
      expect((await lastUsed()) > first).toBe(true);
    }));
});
