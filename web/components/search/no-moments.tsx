"use client";

import { useQueryStates } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { countFilters, filterOf, NO_FILTER, type SearchParams, searchParams } from "#web/lib/search/params.ts";

/** Says that nothing fits, and what may be in the way. */
export function NoMoments({ params }: { readonly params: SearchParams }) {
  const [, setParams] = useQueryStates(searchParams, { history: "push" });
  const filters = countFilters(filterOf(params));
  return (
    <Notice
      title="No moment fits"
      actions={
        <>
          {filters > 0 && <Button onClick={() => void setParams(NO_FILTER)}>Without filters</Button>}
          <Button onClick={() => void setParams(null)}>Show the library</Button>
        </>
      }
    >
      {params.q.includes('"') && <p>Words in quotation marks are found only as they were said, one after the other.</p>}
      {filters > 1 && <p>All {filters} filters must hold for the same moment.</p>}
      <p>Footage is searchable once it is understood: what has just come in takes a little longer.</p>
    </Notice>
  );
}
