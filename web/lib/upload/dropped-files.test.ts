import { expect, it } from "vitest";
import { droppedFolders } from "./dropped-files.ts";

/** What a browser gives for a dropped folder of so many files, which it reads out in portions of a hundred; and how it was asked. */
function dropOf(count: number) {
  const seen = { waiting: 0, most: 0 };
  const entries = Array.from({ length: count }, (_, at) => ({
    ...{ isFile: true, isDirectory: false, name: `take ${at}.mov` },
    file(resolve: (file: File) => void) {
      seen.most = Math.max(seen.most, ++seen.waiting);
      setTimeout(() => {
        seen.waiting--;
        resolve(new File(["footage"], `take ${at}.mov`));
      });
    },
  }));
  const createReader = () => {
    const left = [...entries];
    return { readEntries: (resolve: (portion: unknown[]) => void) => resolve(left.splice(0, 100)) };
  };
  const folder = { isFile: false, isDirectory: true, name: "day one", createReader };
  return { transfer: { items: [{ webkitGetAsEntry: () => folder }] } as unknown as DataTransfer, seen };
}

it("gives all files of a folder in their order, and has the browser look for a few dozen at a time", async () => {
  const { transfer, seen } = dropOf(250);
  const folders = await droppedFolders(transfer);
  expect(folders.map((files) => files.map(({ name }) => name))).toEqual([
    Array.from({ length: 250 }, (_, at) => `take ${at}.mov`),
  ]);
  expect(seen.most).toBeLessThanOrEqual(50);
});

it("gives no folder for one without files", async () => {
  expect(await droppedFolders(dropOf(0).transfer)).toEqual([]);
});
