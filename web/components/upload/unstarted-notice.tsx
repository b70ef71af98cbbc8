import { Button } from "#web/components/ui/button.tsx";
import { giveUpStarting, startAgain, type Unstarted } from "#web/lib/upload/start.ts";

/** Says that files wait for what sends them, and tries to fetch that once more. */
export function UnstartedNotice({ unstarted: { folders, problem } }: { readonly unstarted: Unstarted }) {
  const count = folders.flat().length;
  return (
    <div
      role="alert"
      className="fixed inset-x-2 bottom-2 z-20 rounded-lg border border-line bg-raised p-3 shadow-float sm:right-4 sm:bottom-4 sm:left-auto sm:w-96"
    >
      <p className="font-bold">{count === 1 ? "1 file was not sent" : `${count} files were not sent`}</p>
      <p className="break-words text-ink-soft">This page could not fetch what sends files: {problem}</p>
      <div className="mt-2 flex gap-2">
        <Button size="sm" look="primary" onClick={startAgain}>
          Try again
        </Button>
        <Button size="sm" look="quiet" onClick={giveUpStarting}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
