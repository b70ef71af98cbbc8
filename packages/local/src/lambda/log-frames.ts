import type { LogEvent } from "./log-sink.ts";

const HEADER_BYTES = 16;

/** Reads the frames that a worker writes on its log descriptor: type, length, microseconds, text; one log event each. */
export function frameReader(onEvent: (event: LogEvent) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(4);
      if (rest.length < end) return;
      const timestamp = Number(rest.readBigUInt64BE(8) / 1000n);
      onEvent({ timestamp, message: rest.toString("utf8", HEADER_BYTES, end) });
      rest = rest.subarray(end);
    }
  };
}

/** Splits a plain output stream into log events, one a line. `end` gives what no newline ended. */
export function lineReader(onEvent: (event: LogEvent) => void) {
  let rest: Buffer = Buffer.alloc(0);
  const emit = (line: Buffer) => onEvent({ timestamp: Date.now(), message: line.toString() });
  return {
    read(chunk: Buffer): void {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
        emit(rest.subarray(0, at + 1));
        rest = rest.subarray(at + 1);
      }
    },
    end(): void {
      if (rest.length > 0) emit(rest);
      rest = Buffer.alloc(0);
    },
  };
}
