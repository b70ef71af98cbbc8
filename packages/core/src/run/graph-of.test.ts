import { describe, expect, it } from "vitest";
import type { Deployed } from "./definition.ts";
import { graphOf } from "./graph-of.ts";

const task = (next?: string) => ({ Type: "Task", ...(next && { Next: next }) });
const edgesOf = (flow: Deployed) => graphOf(flow).edges.map(({ from, to }) => `${from} > ${to}`);

describe("the graph of a workflow", () => {
  it("leads through choices, branches and iterations, and leaves out what follows a failure", () => {
    const flow: Deployed = {
      StartAt: "A",
      States: {
        A: { ...task("Ask") },
        Ask: { Type: "Choice", Choices: [{ Next: "No" }], Default: "Both" },
        No: task(),
        Both: {
          Type: "Parallel",
          Next: "Last",
          Branches: [
            { StartAt: "B", States: { B: task("C"), C: task() } },
            {
              StartAt: "Each",
              States: {
                Each: { Type: "Map", Next: "E", ItemProcessor: { StartAt: "D", States: { D: task() } } },
                E: task(),
              },
            },
          ],
        },
        Last: task(),
        Fail: task("IsFailed"),
        IsFailed: { Type: "Choice", Choices: [{ Next: "A" }] },
      },
      nested: {},
    };
    expect(edgesOf(flow).sort()).toEqual(["A > B", "A > D", "A > No", "B > C", "C > Last", "D > E", "E > Last"].sort());
    expect(graphOf(flow).nodes).toContainEqual({ name: "D", within: ["Both", "Each"] });
    expect(graphOf(flow).nodes.map(({ name }) => name)).not.toContain("Fail");
  });

  it("goes into a workflow that it starts", () => {
    const derive: Deployed = { StartAt: "Submit", States: { Submit: task("Register"), Register: task() }, nested: {} };
    const flow: Deployed = {
      StartAt: "Admit",
      States: { Admit: task("Derive"), Derive: task("Finish"), Finish: task() },
      nested: { Derive: derive },
    };
    expect(edgesOf(flow)).toEqual(expect.arrayContaining(["Admit > Submit", "Submit > Register", "Register > Finish"]));
    expect(graphOf(flow).nodes).toContainEqual({ name: "Submit", within: ["Derive"] });
  });
});
