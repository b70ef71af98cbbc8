import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import { orderedCut } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { useActor } = await import("../actor.ts");
const { uploadWhole } = await import("../bucket.ts");
const { create, settle } = await import("./row.ts");
const { ShareEntity } = await import("./share.entity.ts");
const { list, make, open, revoke, stream } = await import("./share.ts");

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
        streams: [],
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

describe("the stream of a cut", () => {
  const MASTER = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nrung0.m3u8\n\n#EXT-X-STREAM-INF:BANDWIDTH=2\nrung1.m3u8\n";
  const RUNG =
    '#EXTM3U\n#EXT-X-MAP:URI="rung1.mp4"\n#EXTINF:4.0,\nrung1.0.m4s\n#EXTINF:2.0,\nrung1.1.m4s\n#EXT-X-ENDLIST\n';

  async function streamed() {
    const { workspaceId } = useActor();
    const cut = orderedCut();
    await create(cut);
    const folder = `${workspaceId}/${cut.cutId}/v1/vertical`;
    const files = {
      "master.m3u8": MASTER,
      "rung1.m3u8": RUNG,
      "rung1.mp4": "map",
      "rung1.0.m4s": "0",
      "rung1.1.m4s": "1",
    };
    for (const [name, text] of Object.entries({ ...files, "rung9.m3u8": "of nobody" }))
      await uploadWhole(text, { bucket: Resource.Output.name, key: `${folder}/${name}` }, "text/plain");
    await settle(cut.cutId, cut.runId, {
      ...{ status: "finished", durationMs: 6000 },
      deliverables: [
        {
          ...{ kind: "hls", name: "vertical/master.m3u8", variant: "vertical", revision: 1, bytes: 1 },
          ...{ sha256: "a".repeat(64), contentType: "application/vnd.apple.mpegurl" },
          uri: `s3://${Resource.Output.name}/${folder}/master.m3u8`,
        },
      ],
    });
    return make({ cutId: cut.cutId, hours: 1 });
  }

  it("is played by its link alone, from the list of its rungs down to each segment", () =>
    inWorkspace(async () => {
      const { token } = await streamed();
      expect((await open(token)).streams).toEqual([
        { variant: "vertical", path: `/shares/${token}/streams/vertical/master.m3u8` },
      ]);
      const of = { token, variant: "vertical" } as const;
      // Rungs are asked for beside the list that names them.
      expect(await stream({ ...of, playlist: "master.m3u8" })).toBe(MASTER);
      const lines = (await stream({ ...of, playlist: "rung1.m3u8" })).split("\n");
      const map = /^#EXT-X-MAP:URI="(http[^"]+)"$/.exec(lines[1] ?? "")?.[1] ?? "";
      const read = async (url = "") => (await fetch(url)).text();
      expect(await Promise.all([map, lines[3], lines[5]].map(read))).toEqual(["map", "0", "1"]);
      expect([lines[0], lines[2], lines[4], lines[6]]).toEqual(
        RUNG.split("\n").filter((_, at) => at % 2 === 0 && at < 7),
      );
    }));

  it("is nothing but its own playlists, and ends with its link", () =>
    inWorkspace(async () => {
      const { token, share } = await streamed();
      const ask = (playlist: string, variant: "vertical" | "square" = "vertical") =>
        stream({ token, variant, playlist });
      const notFound = { code: "not_found" };
      for (const name of ["rung9.m3u8", "rung1.mp4", "../../cut.json", "#EXTM3U"])
        await expect(ask(name), name).rejects.toMatchObject(notFound);
      await expect(ask("master.m3u8", "square")).rejects.toMatchObject(notFound);
      await revoke(share);
      await expect(ask("master.m3u8")).rejects.toMatchObject(notFound);
    }));
});
