/**
 * Makes the archive of the Lambda layer with ffmpeg and ffprobe, from a pinned build whose hash is checked. Needed before a
 * deploy to AWS only (`npm run deploy` calls it); does nothing when the archive is there. Needs `tar` and `xz`.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FFMPEG_BUILD, LAYER_ARCHIVE } from "../infra/ffmpeg-build.ts";
import { zipExecutables } from "./zip.ts";

const target = path.join(import.meta.dirname, "..", LAYER_ARCHIVE);

if (existsSync(target)) console.log(`${LAYER_ARCHIVE} is there`);
else await make();

async function make(): Promise<void> {
  const { version, folder } = FFMPEG_BUILD;
  const scratch = mkdtempSync(path.join(tmpdir(), "ffmpeg-layer-"));
  try {
    const archive = path.join(scratch, "ffmpeg.tar.xz");
    writeFileSync(archive, await fetchBuild());
    execFileSync("tar", ["-xJf", archive, "-C", scratch], { stdio: "inherit" });
    const tools = ["ffmpeg", "ffprobe"].map((tool) => ({
      name: `bin/${tool}`,
      content: readFileSync(path.join(scratch, folder, tool)),
    }));
    mkdirSync(path.dirname(target), { recursive: true });
    // Whole or not at all: a deploy must not find half an archive.
    const unfinished = `${target}.part`;
    writeFileSync(unfinished, zipExecutables(tools));
    renameSync(unfinished, target);
    console.log(`${LAYER_ARCHIVE} made of ffmpeg ${version}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function fetchBuild(): Promise<Buffer> {
  const failures: string[] = [];
  for (const url of FFMPEG_BUILD.urls) {
    console.log(`Fetching ${url}`);
    const response = await fetch(url).catch((error: Error) => error);
    if (response instanceof Error || !response.ok) {
      failures.push(`${url}: ${response instanceof Error ? response.message : response.status}`);
      continue;
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    if (sha256 === FFMPEG_BUILD.sha256) return bytes;
    failures.push(`${url}: has SHA-256 ${sha256}, not ${FFMPEG_BUILD.sha256}`);
  }
  throw new Error(`ffmpeg ${FFMPEG_BUILD.version} could not be had:\n${failures.join("\n")}`);
}
