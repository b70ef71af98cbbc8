import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { Embedder } from "./embedder.ts";
import { essenceOf } from "./essence.ts";
import { joined, windowsOf } from "./windows.ts";

/** Processes that this one has started and that run the model. */
function modelProcesses(): number[] {
  const children = readdirSync("/proc/self/task").flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
  return children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("embedder/process.ts"));
}

describe.skipIf(process.platform !== "linux")("the model's process", () => {
  const embedder = new Embedder();
  afterAll(() => embedder.stop());

  it("is started by the first text, serves many at once, and is gone after a stop", async () => {
    expect(modelProcesses()).toEqual([]);
    const embeddings = await Promise.all(["A dog.", "A cat.", "A bird."].map((text) => embedder.embed(text)));
    expect(embeddings.map(({ vector }) => vector.length)).toEqual([512, 512, 512]);
    expect(modelProcesses()).toHaveLength(1);
    await embedder.stop();
    expect(modelProcesses()).toEqual([]);
  });

  it("fails what it was asked when it is killed, and the next text starts another one", async () => {
    await embedder.embed("A dog.");
    const lost = embedder.embed("It rains on the empty square. ".repeat(500));
    const settled = expect(lost).rejects.toMatchObject({ name: "ModelErrorException" });
    setTimeout(() => {
      for (const pid of modelProcesses()) process.kill(pid, "SIGKILL");
    }, 50);
    await settled;
    expect((await embedder.embed("A cat.")).vector).toHaveLength(512);
  });
});

describe("the essence of a text", () => {
  it.each([
    ["The mayor of the town speaks to us.", "mayor town speaks us"],
    ["Mayor speaks", undefined],
    ["it is what it is", undefined],
    ["… !", undefined],
  ])("%j is %j", (text, essence) => {
    expect(essenceOf(text)).toBe(essence);
  });
});

describe("a long text", () => {
  it("is cut into paragraphs at sentences, then words, then anywhere, and loses nothing", () => {
    const sentences = "Waves roll in. ".repeat(100).trim();
    expect(windowsOf(sentences).every((piece) => piece.endsWith("."))).toBe(true);
    expect(windowsOf(sentences).join(" ")).toBe(sentences);
    const words = "wave ".repeat(300).trim();
    expect(windowsOf(words).join(" ")).toBe(words);
    expect(windowsOf("x".repeat(1500)).map(({ length }) => length)).toEqual([600, 600, 300]);
    expect(windowsOf("Short.")).toEqual(["Short."]);
  });

  it("has the mean of its pieces' vectors, by their lengths, of length 1", () => {
    const mean = joined([
      { vector: [1, 0], weight: 3 },
      { vector: [0, 1], weight: 4 },
    ]);
    expect(mean.map((value) => value.toFixed(6))).toEqual(["0.600000", "0.800000"]);
  });
});
