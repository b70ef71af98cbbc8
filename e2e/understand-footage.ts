import { execFile } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { photograph, sceneOf } from "@videoflow/local/services/rekognition/people/scenes";
import { makeClip } from "@videoflow/testing/clip";
import { root } from "@videoflow/testing/product";

const run = promisify(execFile);
const ffmpeg = (...args: string[]) => run("ffmpeg", ["-v", "error", "-y", ...args]);
const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];

/** Footage of which every kind has another defined outcome. Each is in a folder that is given; all are paths of files. */
export interface Footage {
  /** Three scenes with titles, and a sidecar with what is said. */
  readonly tour: string;
  /** Speech without a picture. */
  readonly memo: string;
  /** Two people who stand in a room, without a sound. */
  readonly people: string;
  /** One frame, and nothing else. */
  readonly still: string;
  /** Its sidecar is written in UTF-16, and of its four cues two have times that cannot be. */
  readonly broken: string;
}

export async function makeFootage(folder: string): Promise<Footage> {
  const at = (name: string) => path.join(folder, name);
  for (const name of ["city-tour.mp4", "city-tour.srt", "voice-memo.mp3"])
    copyFileSync(path.join(root, "samples", name), at(name));
  writeFileSync(at("room.jpg"), await photograph(sceneOf(2, 2)));
  await ffmpeg("-loop", "1", "-framerate", "25", "-t", "3", "-i", at("room.jpg"), ...H264, at("people.mp4"));
  await ffmpeg("-f", "lavfi", "-i", "smptebars=s=320x180:r=25", "-frames:v", "1", ...H264, at("still.mp4"));
  const broken = await makeClip(folder, 1, 4);
  const words = Buffer.from(BROKEN.join("\r\n"), "utf16le");
  writeFileSync(broken.replace(/mp4$/, "srt"), Buffer.concat([Buffer.of(0xff, 0xfe), words]));
  return {
    tour: at("city-tour.mp4"),
    memo: at("voice-memo.mp3"),
    people: at("people.mp4"),
    still: at("still.mp4"),
    broken,
  };
}

const BROKEN = [
  ...["1", "00:00:00,500 --> 00:00:01,500", "Über den Dächern von Győr.", ""],
  ...["2", "00:00:03,000 --> 00:00:02,000", "This ends before it begins.", ""],
  ...["3", "yesterday --> tomorrow", "Nobody knows when this is.", ""],
  ...["4", "01:00:00,000 --> 01:00:02,000", "This is an hour too late.", ""],
];
