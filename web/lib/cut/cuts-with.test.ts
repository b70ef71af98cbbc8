import type { Use } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { together } from "./cuts-with.ts";

const use = (cutId: string, revision: number, latest = revision): Use => ({
  ...{ revision, clips: 1, moments: [] },
  cut: { cutId, title: `Cut ${cutId}`, revision: latest } as Use["cut"],
});
const page = (items: Use[], cursor: string | null = null) => ({ items, cursor });

it("counts a cut once, however many of the assets it shows", () =>
  expect(together([page([use("a", 1), use("b", 2)]), page([use("a", 1)]), page([])])).toEqual({
    ...{ titles: ["Cut a", "Cut b"], more: false, assets: 2 },
  }));

it("leaves out a cut that shows the asset no more, and says when there may be others", () =>
  expect(together([page([use("a", 1, 2)], "further")])).toEqual({ titles: [], more: true, assets: 0 }));
