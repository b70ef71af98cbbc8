/**
 * Makes `samples/` anew: `node scripts/make-samples.ts`. Everything in them is computed by ffmpeg, speech by its flite
 * filter, so they are the project's own. Needs an ffmpeg with flite and drawtext (Debian's has both).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SAMPLES = join(import.meta.dirname, "..", "samples");
const work = mkdtempSync(join(tmpdir(), "samples-"));

/** What is said in `city-tour.mp4`; also its sidecar. Times in seconds. */
const SPOKEN = [
  { start: 0.4, end: 3.9, text: "Welcome to the harbour. The morning ferry leaves at nine." },
  { start: 4.4, end: 7.4, text: "Behind the old town the hills repeat without end." },
  { start: 8.4, end: 11.4, text: "And at night every window tells another story." },
];

ffmpeg(...tour());
sidecar();
ffmpeg(...portrait());
turnClockwise(join(SAMPLES, "portrait-phone.mp4"));
ffmpeg(...memo());
rmSync(work, { recursive: true });

function ffmpeg(...args: string[]): void {
  execFileSync("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args], { stdio: "inherit" });
}

/** Three scenes of four seconds, each with its own movement, title and sentence, over a quiet chord. */
function tour(): string[] {
  const title = (text: string) =>
    `drawtext=text='${text}':fontsize=52:fontcolor=white:box=1:boxcolor=black@0.5:boxborderw=16:x=60:y=h-120`;
  const scenes = [
    "gradients=s=1280x720:r=25:d=4:c0=0x0b3d91:c1=0xf2a65a:c2=0x7fd1ae:nb_colors=3:speed=0.02:seed=4[sea]",
    "color=c=white:s=220x60:r=25:d=4[hull];color=c=0xd7263d:s=120x50:r=25:d=4[cabin]",
    `[sea][hull]overlay=x='-220+t*320':y='430+12*sin(3*t)'[a];[a][cabin]overlay=x='-170+t*320':y='382+12*sin(3*t)'[b];[b]${title("Harbour")}[s1]`,
    `mandelbrot=s=1280x720:r=25:start_scale=0.9:end_scale=0.25:end_pts=100:maxiter=220,trim=duration=4,setpts=PTS-STARTPTS,${title("Hills")}[s2]`,
    `life=s=160x90:r=5:seed=7:ratio=0.3:mold=20:life_color=0xffd166:death_color=0x3a2e5c:mold_color=0x1b1b2f,fps=25,trim=duration=4,setpts=PTS-STARTPTS,scale=1280:720:flags=neighbor,${title("Night windows")}[s3]`,
    "[s1]format=yuv420p,setsar=1[f1];[s2]format=yuv420p,setsar=1[f2];[s3]format=yuv420p,setsar=1[f3]",
    "[f1][f2][f3]concat=n=3:v=1:a=0[v]",
    ...SPOKEN.map(({ text, start }, index) => speech(text, index, start)),
    "sine=f=196:r=48000:d=12,volume=-30dB[low];sine=f=293.7:r=48000:d=12,volume=-34dB[high]",
    "[say0][say1][say2][low][high]amix=inputs=5:duration=longest:normalize=0,atrim=duration=12,pan=stereo|c0=c0|c1=c0,asetnsamples=1024[sound]",
  ];
  return [
    ...["-filter_complex", scenes.join(";"), "-map", "[v]", "-map", "[sound]"],
    ...["-c:v", "libx264", "-preset", "slow", "-crf", "32", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "64k"],
    ...["-metadata", "title=City tour", "-movflags", "+faststart", join(SAMPLES, "city-tour.mp4")],
  ];
}

function speech(text: string, index: number, start: number): string {
  const file = join(work, `say-${index}.txt`);
  writeFileSync(file, text);
  return `flite=textfile=${file}:voice=slt,aresample=48000,volume=3dB,adelay=${start * 1000}[say${index}]`;
}

/** Stored lying on its side, as phones do; `turnClockwise` then says so. */
function portrait(): string[] {
  const balls =
    "geq=lum='if(lt(hypot(X-320-200*sin(T*1.3),Y-180-90*cos(T*1.9)),60),230,60+40*sin(X/60+T))':cb='128+60*sin(T+Y/90)':cr='128+60*cos(T*0.7+X/120)'";
  return [
    ...["-f", "lavfi", "-i", `color=s=640x360:r=30:d=6,format=yuv420p,${balls}`],
    ...["-f", "lavfi", "-i", "aevalsrc='0.2*sin(2*PI*(220+110*floor(mod(t,4)))*t)*exp(-3*mod(t,1))':s=44100:d=6"],
    ...["-c:v", "libx264", "-preset", "slow", "-crf", "30", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "48k"],
    ...["-movflags", "+faststart", join(SAMPLES, "portrait-phone.mp4")],
  ];
}

/** Sound alone. */
function memo(): string[] {
  const text = "Note to myself. Call the ferry office, and ask for the film permit before Friday.";
  return [
    ...[
      "-filter_complex",
      `${speech(text, 9, 0.2)};[say9]asetnsamples=1152[sound]`,
      "-map",
      "[sound]",
      "-c:a",
      "libmp3lame",
      "-b:a",
      "48k",
      "-ac",
      "1",
    ],
    join(SAMPLES, "voice-memo.mp3"),
  ];
}

function sidecar(): void {
  const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23).replace(".", ",");
  const cues = SPOKEN.map(
    ({ start, end, text }, index) => `${index + 1}\n${clock(start)} --> ${clock(end)}\n${text}\n`,
  );
  writeFileSync(join(SAMPLES, "city-tour.srt"), cues.join("\n"));
}

/**
 * Writes a quarter turn into the display matrix of the picture's track header (ISO/IEC 14496-12, 8.3.2); ffmpeg's own
 * option for it has changed its name from version to version.
 */
function turnClockwise(path: string): void {
  const bytes = readFileSync(path);
  const header = bytes.indexOf("tkhd");
  const matrix = header + 4 + (bytes[header + 4] === 1 ? 52 : 40);
  const quarter = [0, 0x10000, 0, -0x10000, 0, 0, 360 * 0x10000, 0, 0x40000000];
  for (const [index, value] of quarter.entries()) bytes.writeInt32BE(value, matrix + index * 4);
  writeFileSync(path, bytes);
}
