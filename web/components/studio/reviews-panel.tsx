import { useMutation } from "@tanstack/react-query";
import type { Cut } from "@videoflow/client/schema";
import { Check, Undo2 } from "lucide-react";
import { useState } from "react";
import { Age } from "#web/components/ui/age.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { cutMutations } from "#web/lib/mutations/cut.ts";
import { isBeingMade } from "#web/lib/status.ts";
import { Answers, NoteReadingList } from "./note-reading.tsx";

/** Approves the version or sends it back with a note, and shows what was said before. */
export function ReviewsPanel({ cut }: { readonly cut: Cut }) {
  const { cutId, revision, status, reviews = [], verdict } = cut;
  const [note, setNote] = useState("");
  const review = useMutation({ ...cutMutations.review(cutId), onSuccess: () => setNote("") });
  const give = (verdict: "approved" | "sent_back") =>
    revision && review.mutate({ revision, verdict, note: note.trim() });
  const isDisabled = !revision || isBeingMade(status) || review.isPending;

  return (
    <div className="space-y-4">
      <div>
        <label className="block">
          <span className="mb-1 block text-ink-soft">Note</span>
          <textarea
            rows={3}
            maxLength={2000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            className={`${fieldClass} h-auto w-full py-1.5`}
          />
        </label>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button look="primary" disabled={isDisabled} onClick={() => give("approved")}>
            <Check aria-hidden />
            Approve version {revision}
          </Button>
          <Button disabled={isDisabled || note.trim() === ""} onClick={() => give("sent_back")}>
            <Undo2 aria-hidden />
            Send back with the note
          </Button>
        </div>
        <p className="mt-2 text-ink-soft">
          An approved version is rendered. One that is sent back is composed again, by the note: say what is to change,
          such as “shorter by 10 s”, “no music”, “start with the bridge”, “more of the mayor”, “remove clip 3”.
        </p>
        {review.error && (
          <p role="alert" className="mt-2 text-failed">
            {review.error.message}
          </p>
        )}
      </div>
      {verdict?.answers && verdict.answers.length > 0 && !isBeingMade(status) && <Answers verdict={verdict} />}
      <ul className="space-y-2">
        {reviews.toReversed().map(({ at, by, verdict: given, note: said, revision: of, reading }) => (
          <li key={at} className="border-line border-t pt-2">
            <p>
              {given === "approved" ? "Approved" : "Sent back"}: version {of}
            </p>
            {said && <p className="break-words text-ink-soft">{said}</p>}
            {reading && <NoteReadingList reading={reading} />}
            <p className="mt-1 text-ink-faint text-small">
              {by}, <Age at={at} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
