"use client";

import { Keyboard, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "#web/components/ui/button.tsx";
import type { KeyList } from "#web/lib/key-lists.ts";
import { takesText } from "#web/lib/keys.ts";

/** A button, and the question mark, that say what the keys do on this page. */
export function KeysDialog({ keys }: { readonly keys: KeyList }) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "?" && !takesText(event.target)) dialog.current?.showModal();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <Button
        look="quiet"
        size="icon"
        aria-label="Keys"
        title="Keys (?)"
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
        className="[@media(hover:none)]:hidden"
      >
        <Keyboard aria-hidden />
      </Button>
      <dialog
        ref={dialog}
        aria-label="Keys"
        className="m-auto w-[28rem] max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-raised p-4 text-ink shadow-float backdrop:bg-scrim"
      >
        <div className="mb-2 flex items-center justify-between">
          <h2 className="font-bold text-lead">Keys</h2>
          <Button look="quiet" size="icon" aria-label="Close" onClick={() => dialog.current?.close()}>
            <X aria-hidden />
          </Button>
        </div>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5">
          {keys.map(([names, deed]) => (
            <div key={deed} className="contents">
              <dt className="flex gap-1">
                {names.map((name) => (
                  <kbd
                    key={name}
                    className="min-w-6 rounded-sm border border-line-strong px-1.5 text-center font-sans text-small"
                  >
                    {name}
                  </kbd>
                ))}
              </dt>
              <dd className="text-ink-soft">{deed}</dd>
            </div>
          ))}
        </dl>
      </dialog>
    </>
  );
}
