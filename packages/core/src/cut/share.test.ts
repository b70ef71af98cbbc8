import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import { orderedCut } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { useActor } = await import("../actor.ts");
const { create, settle } = await import("./row.ts");
const { ShareEntity } = await import("./share.entity.ts");
const { list, make, open, revoke } = await import("./share.ts");

async function finished() {
  const cut = orderedCut();
  await create(cut);
  const file = (kind: "video" | "sidecar" | "thumbnail", name: string) => ({
    ...{ kind, name, variant: "vertical" as const, revision: 1, bytes: 1, sha256: "a".repeat(64) },
    ...{ uri: `s3://${Resource.Output.name}/${name}`, contentType: "video/mp4" },
  });
  await settle(cut.cutId, cut.runId, {
    ...{ status: "finished", durationMs: 60_000 },
    deliverables: [file("video", "vertical.mp4"), file("sidecar", "vertical.srt"), file("thumbnail", "vertical.jpg")],
  });
  return cut.cutId;
}

async function expire({ cutId, shareId }: { cutId: string; shareId: string }) {
  const { workspaceId } = useActor();
  const { data } = await ShareEntity.get({ workspaceId, cutId, shareId }).go();
  if (data) await ShareEntity.put({ ...data, expiresOn: new Date(Date.now() - 1).toISOString() }).go();
}

describe("a link to a cut", () => {
  it("shows its videos to whoever has it, and nothing else", () =>
    inWorkspace(async () => {
      const { token, share } = await make({ cutId: await finished(), hours: 2 });
      const shown = await open(token);
      expect(shown).toEqual({
        ...{ title: "Flood", durationMs: 60_000, expiresOn: share.expiresOn },
        posterUrl: expect.stringContaining("vertical.jpg"),
        videos: [
          {
            variant: "vertical",
            url: expect.stringContaining("vertical.mp4"),
            downloadUrl: expect.stringContaining("Flood"),
          },
        ],
      });
      expect(JSON.stringify(share)).not.toContain(token.split(".").at(-1));
    }));

  it("is good for nothing when its secret is wrong, it was revoked, or it expired", () =>
    inWorkspace(async () => {
      const cutId = await finished();
      const { token, share } = await make({ cutId, hours: 1 });
      const other = await make({ cutId, hours: 3 });
      const wrong = [`${token.slice(0, -2)}AA`, token.split(".").slice(0, 3).join("."), "nonsense", ""];
      for (const one of wrong) await expect(open(one)).rejects.toMatchObject({ code: "not_found" });
      await revoke({ cutId, shareId: share.shareId });
      await expect(open(token)).rejects.toMatchObject({ code: "not_found" });
      expect((await list(cutId)).map(({ shareId }) => shareId)).toEqual([other.share.shareId]);
      await expire(other.share);
      await expect(open(other.token)).rejects.toMatchObject({ code: "not_found" });
    }));

  it("is of this workspace's own cuts only", () =>
    inWorkspace(async () => {
      const cutId = await finished();
      const { share } = await make({ cutId, hours: 1 });
      await inWorkspace(async () => {
        await expect(make({ cutId, hours: 1 })).rejects.toMatchObject({ code: "not_found" });
        await expect(revoke({ cutId, shareId: share.shareId })).rejects.toMatchObject({ code: "not_found" });
      });
    }));
});
