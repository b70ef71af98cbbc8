import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { readDocument } = await import("../document.ts");
const { SearchesDocument } = await import("./saved-search.schema.ts");
const { searchesPlace, ...SavedSearches } = await import("./saved-search.ts");

const names = async () => (await SavedSearches.list()).map(({ name }) => name);

describe("saved searches", () => {
  it("are of the workspace, by name, and told to the bucket", async () => {
    await inWorkspace(async (workspaceId) => {
      await SavedSearches.create({ name: "Rain", query: { q: "rain", label: ["Umbrella"] } });
      await SavedSearches.create({ name: "Boats", query: { q: "boat" } });
      expect(await names()).toEqual(["Boats", "Rain"]);
      const { searches } = await readDocument(searchesPlace(workspaceId), SearchesDocument);
      expect(searches).toMatchObject([{ name: "Rain", query: { q: "rain", label: ["Umbrella"] } }, { name: "Boats" }]);
    });
    await inWorkspace(async () => expect(await names()).toEqual([]));
  });

  it("are changed in name or query, and deleted", () =>
    inWorkspace(async () => {
      const { searchId } = await SavedSearches.create({ name: "a", query: { q: "a" } });
      expect(await SavedSearches.update({ searchId, name: "b" })).toMatchObject({ name: "b", query: { q: "a" } });
      expect(await SavedSearches.update({ searchId, query: {} })).toMatchObject({ name: "b", query: {} });
      await SavedSearches.remove(searchId);
      expect(await names()).toEqual([]);
      await expect(SavedSearches.remove(searchId)).rejects.toMatchObject({ code: "not_found" });
      await SavedSearches.create({ name: "c", query: {} });
    }));

  it("have names of their own, and none is lost when many are saved at once", () =>
    inWorkspace(async () => {
      await Promise.all(["a", "b", "c", "d"].map((name) => SavedSearches.create({ name, query: { q: name } })));
      expect(await names()).toEqual(["a", "b", "c", "d"]);
      const taken = { code: "conflict", message: expect.stringContaining("“a” already") };
      await expect(SavedSearches.create({ name: "a", query: {} })).rejects.toMatchObject(taken);
      await expect(SavedSearches.update({ searchId: createId("srh"), name: "x" })).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});
