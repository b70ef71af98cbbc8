import { randomBytes } from "node:crypto";
import type { FunctionDefinition } from "./function-definition.ts";
import type { LogEvent, LogSink } from "./log-sink.ts";

/** How much of an invocation's log `LogType: Tail` shows, in bytes. */
const TAIL_BYTES = 4096;

interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly maxMemoryMegabytes: number;
  /** Only for the first invocation of a worker. */
  readonly initMs: number | undefined;
  readonly status: "success" | "error" | "timeout";
}

/** The log stream of one worker: what it prints, framed by the lines that the platform writes about each invocation. */
export class WorkerLog {
  readonly stream: string;
  readonly #definition: FunctionDefinition;
  readonly #sink: LogSink;
  #tail: string[] = [];
  #tailBytes = 0;

  constructor(definition: FunctionDefinition, sink: LogSink) {
    this.#definition = definition;
    this.#sink = sink;
    const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
    this.stream = `${day}/[$LATEST]${randomBytes(16).toString("hex")}`;
  }

  add(event: LogEvent): void {
    this.#sink.append(this.#definition.logGroup, this.stream, [event]);
    this.#tail.push(event.message);
    this.#tailBytes += Buffer.byteLength(event.message);
    while (this.#tailBytes > TAIL_BYTES && this.#tail.length > 1) {
      this.#tailBytes -= Buffer.byteLength(this.#tail.shift() ?? "");
    }
  }

  start(requestId: string): void {
    this.#tail = [];
    this.#tailBytes = 0;
    const text = `START RequestId: ${requestId} Version: $LATEST\n`;
    this.#platform(text, "platform.start", { requestId, version: "$LATEST" });
  }

  /** What the platform has to say of an invocation that it ended itself. */
  problem(requestId: string, message: string): void {
    this.#platform(`${new Date().toISOString()} ${requestId} ${message}\n\n`, "platform.fault", { requestId, message });
  }

  end(report: Report): void {
    const { requestId } = report;
    if (this.#definition.logFormat === "Text") this.#platform(`END RequestId: ${requestId}\n`, "", {});
    this.#platform(this.#reportLine(report), "platform.report", this.#reportRecord(report));
  }

  tail(): string {
    const text = this.#tail.join("");
    return text.length > TAIL_BYTES ? text.slice(-TAIL_BYTES) : text;
  }

  #platform(text: string, type: string, record: object): void {
    const timestamp = Date.now();
    const json = () => `${JSON.stringify({ time: new Date(timestamp).toISOString(), type, record })}\n`;
    this.add({ timestamp, message: this.#definition.logFormat === "JSON" ? json() : text });
  }

  #reportLine({ requestId, durationMs, maxMemoryMegabytes, initMs }: Report): string {
    const fields = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${billedMs(durationMs, initMs)} ms`,
      `Memory Size: ${this.#definition.memoryMegabytes} MB`,
      `Max Memory Used: ${maxMemoryMegabytes} MB`,
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ];
    return `${fields.join("\t")}\t\n`;
  }

  #reportRecord({ requestId, durationMs, maxMemoryMegabytes, initMs, status }: Report): object {
    const metrics = {
      durationMs: Number(durationMs.toFixed(3)),
      billedDurationMs: billedMs(durationMs, initMs),
      memorySizeMB: this.#definition.memoryMegabytes,
      maxMemoryUsedMB: maxMemoryMegabytes,
      ...(initMs !== undefined && { initDurationMs: Number(initMs.toFixed(3)) }),
    };
    return { requestId, metrics, status };
  }
}

/** Whole milliseconds, rounded up. Since August 2025 the init phase is billed for every kind of function. */
function billedMs(durationMs: number, initMs = 0): number {
  return Math.ceil(durationMs + initMs);
}
