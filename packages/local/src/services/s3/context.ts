import path from "node:path";
import type { Cloud } from "../../cloud.ts";
import { Intake } from "./intake/intake.ts";
import { announce } from "./notification/announce.ts";
import type { ObjectEvent } from "./notification/event.ts";
import { Buckets } from "./storage/buckets.ts";
import { Files } from "./storage/files.ts";
import { namedFiles } from "./storage/named-files.ts";
import { Objects } from "./storage/objects.ts";
import { defineTables } from "./storage/tables.ts";
import { Uploads } from "./storage/uploads.ts";

/** What all operations of S3 share. */
export interface S3Context {
  readonly cloud: Cloud;
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly files: Files;
  /** Brings payloads to disk. */
  readonly intake: Intake;
  /** A number that grows with each call and never comes twice, in hexadecimal. */
  nextSequencer(): string;
  /** Puts the deliveries that an event causes on the agenda: part of the same transaction as the event itself. */
  announce(event: ObjectEvent): void;
  /** Removes files once the rows that no longer name them are on disk. */
  discard(files: readonly string[]): void;
}

/** Opens what the last process left, without the files of what was never acknowledged. */
export function openContext(cloud: Cloud): S3Context {
  const { database, journal } = cloud;
  defineTables(database);
  const onError = (error: unknown) => journal.error("s3.file_not_removed", error);
  const files = new Files(path.join(cloud.place.directory, "objects"), onError);
  files.removeAllBut(namedFiles(database));
  const buckets = new Buckets(database);
  return {
    cloud,
    buckets,
    files,
    intake: new Intake((error) => journal.error("s3.intake_thread", error)),
    objects: new Objects(database),
    uploads: new Uploads(database),
    nextSequencer: createSequencer(),
    announce: (event) => announce(cloud, buckets, event),
    discard(discarded) {
      if (discarded.length > 0) void database.flushed().then(() => files.remove(discarded), onError);
    },
  };
}

/** Time with a counter below the millisecond, so that it also grows over restarts. */
function createSequencer(): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1024);
    return last.toString(16).toUpperCase().padStart(18, "0");
  };
}
