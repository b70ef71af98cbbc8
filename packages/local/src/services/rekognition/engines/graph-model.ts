import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { type GraphModel, loadGraphModel } from "@tensorflow/tfjs-converter";
import { type io, ready, setBackend } from "@tensorflow/tfjs-core";

const require = createRequire(import.meta.url);

/** The package that weights come with. Of its code, which is all it exports, nothing is used: it lies beside them. */
const weights = path.join(path.dirname(require.resolve("@vladmandic/human")), "..");

/** What answers: a model, and the version of the package that its weights are from. */
export const modelVersion = (model: string): string => `${model} ${versionOf(weights)}`;

export const versionOf = (folder: string): string =>
  (JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string }).version;

/** WebAssembly from the installed package, since the default would be fetched from a content delivery network. */
export async function startTensors(): Promise<void> {
  const main = require.resolve("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(path.join(path.dirname(main), "../wasm-out/"));
  if (!(await setBackend("wasm"))) throw new Error("TensorFlow.js does not start with WebAssembly on this machine");
  await ready();
}

/** Reads a model's graph and weights from files; nothing goes over a network. */
export function loadModel(name: string): Promise<GraphModel> {
  const folder = path.join(weights, "models");
  const { modelTopology, weightsManifest } = JSON.parse(
    readFileSync(path.join(folder, `${name}.json`), "utf8"),
  ) as io.ModelJSON;
  const files = weightsManifest.flatMap(({ paths }) => paths);
  const bytes = Buffer.concat(files.map((file) => readFileSync(path.join(folder, file))));
  const artifacts: io.ModelArtifacts = {
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(bytes).buffer,
  };
  return loadGraphModel({ load: async () => artifacts });
}
