import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Moment } from "@videoflow/client/schema";
import { Plus } from "lucide-react";
import { CardFrame } from "#web/components/library/card-frame.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { formatClock } from "#web/lib/format.ts";
import { searchQueries } from "#web/lib/queries/search.ts";
import { EMPTY_SEARCH } from "#web/lib/search/params.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { useSettled } from "#web/lib/use-settled.ts";
import type { StepProps } from "./step-props.ts";

const TYPING_MS = 250;
const MOST = 8;

/** Footage by what is in it; shows at once what would be found. */
export function SearchChoice({ draft, change }: StepProps) {
  const q = useSettled(draft.query.trim(), TYPING_MS);
  const { data, error } = useInfiniteQuery({
    ...searchQueries.moments({ ...EMPTY_SEARCH, q }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const moments = q === "" ? [] : (data?.pages[0]?.items ?? []);

  return (
    <div>
      <label className="block">
        <span className="mb-1 block text-ink-soft">What to search for, in your own words</span>
        <input
          type="search"
          value={draft.query}
          maxLength={500}
          onChange={({ target }) => change({ query: target.value })}
          className={`${fieldClass} w-full max-w-md`}
        />
      </label>
      <p role="status" className="my-2 text-ink-soft">
        {q !== "" && data && `${data.pages[0]?.total ?? 0} moments; the best are`}
      </p>
      {error && (
        <p role="alert" className="text-failed">
          {error.message}
        </p>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-3 gap-y-4">
        {moments.slice(0, MOST).map((moment) => (
          <Found key={`${moment.assetId}:${moment.scene}`} moment={moment} draft={draft} change={change} />
        ))}
      </ul>
    </div>
  );
}

/** A moment that would be found, and a way to say that it must be in the cut. */
function Found({ moment, draft, change }: { readonly moment: Moment } & Pick<StepProps, "draft" | "change">) {
  const { assetId, name, startMs, endMs, posterUrl, description } = moment;
  const text = `${name}, ${formatClock(startMs)}–${formatClock(endMs)}`;
  const isWished = draft.mustHave.some((wish) => wish.text === text);
  return (
    <li>
      <CardFrame picture={posterUrl !== null}>
        {posterUrl && (
          // biome-ignore lint/performance/noImgElement: made small by the pipeline, and its address is signed for the browser.
          <img src={steadyUrl(posterUrl)} alt="" loading="lazy" className="size-full object-contain" />
        )}
      </CardFrame>
      <p className="mt-1 truncate" title={name}>
        {text}
      </p>
      <p className="line-clamp-2 text-ink-soft text-small">{description}</p>
      <Button
        look="quiet"
        size="sm"
        disabled={isWished}
        aria-label={`${isWished ? "Must be in" : "Must be in the cut"}: ${text}`}
        onClick={() => change({ mustHave: [...draft.mustHave, { text, moment: { assetId, startMs, endMs } }] })}
      >
        <Plus aria-hidden />
        {isWished ? "Must be in" : "Must be in the cut"}
      </Button>
    </li>
  );
}
