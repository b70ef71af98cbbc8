import { useMutation, useQuery } from "@tanstack/react-query";
import { Clapperboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#web/components/ui/button.tsx";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { FORMATS, orderOf, problemOf } from "#web/lib/cut/draft.ts";
import { USE_CASES } from "#web/lib/cut/use-cases.ts";
import { formatElapsed, formatUsd } from "#web/lib/format.ts";
import { cutMutations } from "#web/lib/mutations/cut.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import type { StepProps } from "./step-props.ts";

/** What is ordered, what it will take, and what stands in its way. */
export function ReviewStep({ draft, clear }: StepProps) {
  const router = useRouter();
  const order = orderOf(draft);
  const place = useMutation({
    ...cutMutations.order(),
    onSuccess: ({ cutId }) => {
      clear();
      router.push(`/studio/${cutId}`);
    },
  });
  // What was ordered is written no more, while the way leads to the cut.
  if (!order) return <p>{place.isSuccess ? "It is ordered." : problemOf("review", draft)}</p>;
  const { footage, formats = [], duration, mustHave = [], mustNotHave = [], tone } = order;

  return (
    <div className="space-y-6">
      <Facts>
        <Fact name="Use-case">{USE_CASES[order.useCase].title}</Fact>
        <Fact name="Footage">
          {footage.by === "assets" && `${footage.assetIds.length} chosen`}
          {footage.by === "collection" && `the collection ${footage.collection}`}
          {footage.by === "search" && `what is found for “${footage.query}”`}
        </Fact>
        <Fact name="Brief">{order.brief || "none"}</Fact>
        <Fact name="Length">
          {formatElapsed(duration.targetMs)}, give or take {formatElapsed(duration.toleranceMs ?? 0)}
        </Fact>
        <Fact name="Tone">{tone}</Fact>
        {mustHave.length > 0 && <Fact name="Must be in">{draft.mustHave.map(({ text }) => text).join("; ")}</Fact>}
        {mustNotHave.length > 0 && <Fact name="Must not">{draft.mustNotHave.map(({ text }) => text).join("; ")}</Fact>}
        <Fact name="Formats">{formats.map(({ name, lines }) => `${FORMATS[name].title} ${lines}`).join(", ")}</Fact>
      </Facts>
      <QuoteSection order={order} />
      {place.error && (
        <p role="alert" className="text-failed">
          {place.error.message}
        </p>
      )}
      <Button look="primary" disabled={place.isPending || place.isSuccess} onClick={() => place.mutate(order)}>
        <Clapperboard aria-hidden />
        {place.isPending ? "Ordering" : "Order the cut"}
      </Button>
    </div>
  );
}

function QuoteSection({ order }: { readonly order: NonNullable<ReturnType<typeof orderOf>> }) {
  const { data, error, refetch } = useQuery(cutQueries.quote(order));
  if (error) return <Unread {...{ error, refetch }} />;
  if (!data) return <p className="breathe text-ink-soft">Working out what it will take …</p>;
  const { quote, assets, footageMs, objections } = data;
  return (
    <Section title="What it will take">
      <p className="text-lead">
        About {formatUsd(quote.microUsd * 1000)} and {formatElapsed(quote.durationMs)}, from {formatElapsed(footageMs)}{" "}
        of footage in {assets === 1 ? "1 asset" : `${assets} assets`}.
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 text-ink-soft">
        {quote.parts.map(({ what, microUsd }) => (
          <li key={what}>
            {what} {formatUsd(microUsd * 1000)}
          </li>
        ))}
      </ul>
      {objections.length > 0 && (
        <div role="alert" className="mt-3">
          <p className="text-rejected">It would be refused as it is:</p>
          <ul className="list-disc pl-5">
            {objections.map((objection) => (
              <li key={objection}>{objection}</li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
