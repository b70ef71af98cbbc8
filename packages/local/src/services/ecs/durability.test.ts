import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DescribeTasksCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import { afterAll, expect, it } from "vitest";
import { testProject } from "../../lambda/test-project.ts";
import { AT_ONCE } from "./runner.ts";
import { CLUSTER, TaskCloud } from "./testing.ts";

const PROGRAM = `
import { writeFileSync } from "node:fs";
const { PIDS, DO } = process.env;
writeFileSync(PIDS + "/" + process.pid, "");
if (DO === "wait") setTimeout(() => {}, 60_000);
`;

const project = testProject({ "worker.mjs": PROGRAM });
const directory = mkdtempSync(path.join(tmpdir(), "ecs-state-"));
afterAll(() => {
  project.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** What has ended and was not yet reaped by whoever inherited it is no longer alive. */
const isAlive = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

it("tells of a task that ran when the process was killed that it is lost, and starts the one that had not begun", async () => {
  const fixture = { root: project.root, command: "node worker.mjs", directory };
  const first = await TaskCloud.start(fixture);
  const running = await Promise.all(
    Array.from({ length: AT_ONCE }, async () =>
      first.until(await first.run({ DO: "wait", PIDS: project.root }), "RUNNING"),
    ),
  );
  const waiting = await first.run({ PIDS: project.root });
  expect(await first.describe(waiting)).toMatchObject({ lastStatus: "PROVISIONING" });
  first.cloud.kill();

  const second = await TaskCloud.start(fixture);
  const { tasks = [] } = await second.client.send(
    new DescribeTasksCommand({ cluster: CLUSTER, tasks: running.map(({ taskArn = "" }) => taskArn) }),
  );
  expect(tasks).toHaveLength(AT_ONCE);
  for (const task of tasks) {
    expect(task).toMatchObject({
      ...{ lastStatus: "STOPPED", desiredStatus: "STOPPED", stopCode: "TerminationNotice" },
      stoppedReason: expect.stringMatching(/went away: the local cloud ended while it ran/),
    });
    expect(task.containers?.[0]).not.toHaveProperty("exitCode");
  }
  expect(await second.until(waiting, "STOPPED")).toMatchObject({ containers: [{ exitCode: 0 }] });
  const { taskArns } = await second.client.send(new ListTasksCommand({ cluster: CLUSTER }));
  expect(taskArns).toEqual([]);
  await second.cloud.stop();
});

it("ends the tasks that run when it stops, and says so", async () => {
  const fixture = { root: project.root, command: "node worker.mjs", directory };
  const first = await TaskCloud.start(fixture);
  const task = await first.until(await first.run({ DO: "wait", PIDS: project.root }), "RUNNING");
  await first.cloud.stop();
  const second = await TaskCloud.start(fixture);
  expect(await second.describe(task)).toMatchObject({ lastStatus: "STOPPED", stopCode: "TerminationNotice" });
  await second.cloud.stop();
});

it.skipIf(process.platform !== "linux")(
  "leaves no program behind when it is killed itself, with nothing that the program has started",
  async () => {
    const program = `const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    console.log(process.pid + " " + child.pid); setTimeout(() => {}, 60000);`;
    const host = `import { ContainerProcess } from ${JSON.stringify(path.join(import.meta.dirname, "container-process.ts"))};
    new ContainerProcess({ command: [process.execPath, "-e", ${JSON.stringify(program)}], cwd: "/", env: {},
      memoryMegabytes: 1024, onLog: ({ message }) => process.stdout.write(message) });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", host], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(child.stdout, "data");
    const pids = String(line).trim().split(" ").map(Number);
    expect(pids.map(isAlive)).toEqual([true, true]);
    child.kill("SIGKILL");
    await expect.poll(() => pids.map(isAlive), { timeout: 10_000 }).toEqual([false, false]);
  },
);
