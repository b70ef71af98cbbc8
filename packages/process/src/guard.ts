/**
 * The script that a child runs in. The child lives as long as its parent holds the other end of descriptor 3: when that
 * closes, because the parent lets go or was killed in whatever way, the watcher ends it. The script is constant and what
 * follows are positional parameters: no argument is ever read as shell. Its input is handed on: a shell would give a child
 * in the background an empty one.
 */
const GUARDED = `
test "$0" = unlimited || ulimit -d "$0" || exit 1
exec 4<&0 </dev/null
"$@" <&4 3<&- 4<&- & child=$!
{ read -r nothing <&3; kill -9 "$child"; } >/dev/null 2>&1 4<&- & watcher=$!
exec 3<&- 4<&-
wait "$child"; code=$?
kill "$watcher"
exit "$code"`;

/**
 * Whether memory is limited here. `ulimit -d` needs no rights and counts what is really written to, unlike `-v`, which would
 * also count what threads merely reserve. Only Linux counts all of it (since 4.7); macOS takes the limit and heeds it not.
 */
export const LIMITS_MEMORY = process.platform === "linux";

/** Arguments for `/bin/sh` that run `command` guarded and, where it is possible, with so much memory for data at most. */
export function guarded(command: string, args: readonly string[], memoryBytes: number): string[] {
  return ["-c", GUARDED, LIMITS_MEMORY ? String(Math.ceil(memoryBytes / 1024)) : "unlimited", command, ...args];
}
