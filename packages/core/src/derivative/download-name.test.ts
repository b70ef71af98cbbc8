import { expect, it } from "vitest";
import { downloadNameOf } from "./download-name.ts";

it.each([
  ["city tour.mp4", "proxy.mp4", "city tour.proxy.mp4"],
  ["a.b.mov", "proxy.webm", "a.b.proxy.webm"],
  [".hidden", "proxy.mp4", ".hidden.proxy.mp4"],
  ["no extension", "folder.x/proxy", "no extension.proxy"],
])("takes the asset's name, the kind and the file's extension: %s, %s", (asset, file, name) => {
  expect(downloadNameOf(asset, { kind: "proxy", uri: `s3://media/wsp/ast/${file}` })).toBe(name);
});
