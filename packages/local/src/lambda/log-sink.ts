export interface LogEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** Where lines go: CloudWatch Logs of this machine. Returns at once, so that logging costs an invocation no wait for the disk. */
export interface LogSink {
  append(group: string, stream: string, events: readonly LogEvent[]): void;
}
