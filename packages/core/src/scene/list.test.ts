import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { assetWith, scenesOf as made } from "../search/testing.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { scenesOf } = await import("./list.ts");

const some = () => {
  const [harbour, bridge, night] = made("A ferry in the harbour.", "A bridge.", "The old bridge at night.");
  if (!harbour || !bridge || !night) throw new Error("Three were to be made");
  return assetWith([
    { ...harbour, people: 3, labels: [{ name: "Boat", confidence: 0.9 }] },
    { ...bridge, texts: ["Café Müller"], labels: [{ name: "Boat", confidence: 0.4 }] },
    { ...night, people: 1, speech: { from: 0, to: 2, text: "Good evening.", confidence: 1, quotable: true } },
  ]);
};

describe("the scenes of an asset", () => {
  it("come in their order, page by page, each once", () =>
    inWorkspace(async () => {
      const { assetId } = await some();
      const first = await scenesOf({ assetId, limit: 2 });
      expect([first.items.map(({ index }) => index), first.total]).toEqual([[0, 1], 3]);
      const rest = await scenesOf({ assetId, limit: 2, cursor: first.cursor ?? "" });
      expect([rest.items.map(({ index }) => index), rest.cursor]).toEqual([[2], null]);
    }));

  it.each([
    [{ text: "BRIDGE" }, [1, 2]],
    [{ text: "cafe muller" }, [1]],
    [{ text: "good evening" }, [2]],
    [{ text: ["bridge", "night"] }, [2]],
    [{ label: "boat" }, [0, 1]],
    [{ people: 1 }, [0, 2]],
    [{ people: "1", label: "boat" }, [0]],
    [{ text: "submarine" }, []],
  ])("are narrowed down by %j", (query, expected) =>
    inWorkspace(async () => {
      const { assetId } = await some();
      const { items, total } = await scenesOf({ assetId, ...query });
      expect(items.map(({ index }) => index)).toEqual(expected);
      expect(total).toBe(expected.length);
    }),
  );

  it("are those of the original for a copy, and none for what is not understood", () =>
    inWorkspace(async () => {
      const source = await some();
      const assetId = createId("ast");
      await Assets.create({ assetId, name: "a", key: "k", bytes: 1, status: "ready", linkedTo: source.assetId });
      expect((await scenesOf({ assetId })).total).toBe(3);
      const other = createId("ast");
      await Assets.create({ assetId: other, name: "a", key: "k", bytes: 1, status: "ready" });
      await expect(scenesOf({ assetId: other })).rejects.toMatchObject({ code: "not_found" });
    }));
});
