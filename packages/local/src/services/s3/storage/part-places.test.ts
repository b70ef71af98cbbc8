import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Database } from "../../../state/database.ts";
import { Files } from "./files.ts";
import { PartPlaces } from "./part-places.ts";
import { defineTables } from "./tables.ts";
import { type Upload, Uploads } from "./uploads.ts";

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-places-"));
const database = new Database(path.join(directory, "state.sqlite"));
defineTables(database);
const uploads = new Uploads(database);
const files = new Files(path.join(directory, "objects"), () => {});
afterAll(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

function begin() {
  const id = files.newName();
  const file = `file of ${id}`;
  uploads.create({ id, bucket: "b", key: "k", startedAt: 0, file, properties: {}, tags: {} } satisfies Upload);
  const places = new PartPlaces(uploads, files);
  const find = (number: number, length?: number) => places.find(uploads.require("b", "k", id), number, length);
  const keep = (number: number) =>
    uploads.putPart({ upload: id, number, size: 1, etag: "e", modifiedAt: 0, extents: [] });
  return { file, find, keep };
}

describe("places of parts", () => {
  it("lie side by side in one file while parts are no larger than the first", () => {
    const { file, find } = begin();
    expect([find(2, 100), find(1, 100), find(3, 40)]).toMatchObject([
      { file, offset: 100 },
      { file, offset: 0 },
      { file, offset: 200 },
    ]);
  });

  it("are files of their own for parts that are larger, or of unknown length", () => {
    const { file, find } = begin();
    find(1, 100);
    for (const place of [find(2, 101), find(3), find(4, 0)]) {
      expect(place.file).not.toBe(file);
      expect(place.offset).toBe(0);
    }
  });

  it("are never given to two senders at once, nor over a part that was taken", () => {
    const { file, find, keep } = begin();
    const first = find(1, 100);
    expect(find(1, 100).file).not.toBe(file);
    first.release();
    expect(find(1, 100)).toMatchObject({ file, offset: 0 });
    keep(2);
    expect(find(2, 100).file).not.toBe(file);
  });
});
