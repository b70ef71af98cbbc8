import type { ChildProcess } from "node:child_process";
import type { Command } from "commander";
import { connectTo } from "../api.ts";
import { Exit } from "../exit.ts";
import { ingestAll } from "../ingest.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson, report } from "../output.ts";
import { freePort } from "../ports.ts";
import type { Stack } from "../stack.ts";
import type { Running } from "../stage.ts";
import { watchInfra } from "../watch.ts";
import { startWeb, stopWeb } from "../web.ts";
import { buildWeb } from "../web-build.ts";
import { webLink } from "./open.ts";

const WEB_PORT = 3000;
const ENDPOINT_PORT = 4566;

interface StartOptions extends StageOptions {
  readonly port: string;
  readonly web: boolean;
}

export function addStart(program: Command): void {
  program
    .command("start")
    .description("runs VideoFlow in the foreground until Ctrl-C, and ingests FILES, and those in folders")
    .argument("[files...]")
    .option("--port <port>", "port of the AWS endpoint; a taken one moves aside, 0 takes any", String(ENDPOINT_PORT))
    .option("--no-web", "without the web app")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (files: string[], options: StartOptions) => {
      const ending = untilSignal();
      const { startStack } = await import("../stack.ts");
      const stack = await startStack(options.stage, Number(options.port), report);
      const web = options.web ? await serveWeb(stack, options) : undefined;
      const { running } = stack;
      announce(running, options);
      const watcher = watchInfra(() => redeploy(stack));
      const work = ingestAll(connectTo(running, options.stage), files, { json: options.json === true }).catch(
        (error: Error) => {
          report(error.message);
          process.exitCode = Exit.failed;
        },
      );
      if (files.length === 0 && !options.json) await hint(running, options.stage);
      advise(running, options.stage).catch((error: Error) => report(error.message));
      await Promise.race([ending, work.then(() => ending)]);
      report("Stopping ...");
      watcher.close();
      if (web) stopWeb(web);
      await stack.stop();
      // Whatever still polls the API has lost it by now.
      process.exit();
    });
}

async function serveWeb(stack: Stack, { port }: StartOptions): Promise<ChildProcess> {
  const build = await buildWeb(report);
  const webPort = await freePort(Number(port) === 0 ? 0 : WEB_PORT);
  const child = await startWeb(build, webPort, stack.running);
  stack.setWeb(`http://127.0.0.1:${webPort}`);
  return child;
}

function announce(running: Running, { stage, json }: StartOptions): void {
  const { web, api, endpoint } = running;
  const signIn = webLink(running, stage);
  if (json) {
    printJson({ event: "ready", stage, web, signIn, api, endpoint });
    return;
  }
  print(`VideoFlow is ready (stage ${stage}). Ctrl-C stops it.`);
  if (web) print(`  web       ${web}`);
  if (signIn) print(`  sign in   ${signIn}   once, for ten minutes; another: ./videoflow open`);
  print(`  api       ${api}`);
  print(`  endpoint  ${endpoint}   for AWS clients: ./videoflow shell -- aws s3 ls`);
}

async function hint(running: Running, stage: string): Promise<void> {
  const { items } = await connectTo(running, stage).listAssets({ limit: 1 });
  if (items.length > 0) return;
  print("\nThe library is empty. Drop footage on the page, or try a sample in another terminal:");
  print("  ./videoflow ingest samples/* --wait");
}

/** A stage that was kept from before a change of the embedding model: says what there is to do. */
async function advise(running: Running, stage: string): Promise<void> {
  const { advice } = await connectTo(running, stage).getReembed();
  if (advice) report(`\n${advice}`);
}

/** Infra that is wrong must not take the running stack down: it is said, and the last good graph goes on. */
async function redeploy(stack: Stack): Promise<void> {
  try {
    await stack.redeploy();
    report("Infra is up to date.");
  } catch (error) {
    report(`Infra was not changed: ${(error as Error).message}`);
  }
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
