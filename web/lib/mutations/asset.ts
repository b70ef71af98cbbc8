import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Asset, Marks } from "@videoflow/client/schema";
import { api } from "#web/lib/api.ts";
import { askAgain } from "#web/lib/ask-again.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { searchQueries } from "#web/lib/queries/search.ts";
import { putPart } from "#web/lib/upload/put-part.ts";

/** From which step on an asset can be understood again. */
export type UnderstandStep = Parameters<ReturnType<typeof api>["reprocessAsset"]>[0]["from"];

export const assetMutations = {
  /** Sets tags or collections. They are shown at once, and as they were when it cannot be done. */
  mark: (client: QueryClient, assetId: string) =>
    mutationOptions({
      mutationFn: (marks: Marks) => api().markAsset({ assetId, ...marks }),
      onMutate: async (marks) => {
        const { queryKey } = assetQueries.detail(assetId);
        await client.cancelQueries({ queryKey });
        const before = client.getQueryData(queryKey);
        client.setQueryData(queryKey, (known) => known && ({ ...known, ...marks } satisfies Asset));
        return before;
      },
      onError: (_error, _marks, before) => client.setQueryData(assetQueries.detail(assetId).queryKey, before),
      onSettled: () => refresh(client),
    }),

  /** Makes a step, and all that depends on it, again. */
  reprocess: (client: QueryClient, assetId: string) =>
    mutationOptions({
      mutationFn: (from: UnderstandStep) => api().reprocessAsset({ assetId, from }),
      onSettled: () => refresh(client),
    }),

  /** Puts assets into the trash. */
  delete: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (assets: Assets) => each(assets, (assetId) => api().deleteAsset({ assetId })),
      onSettled: () => refresh(client),
    }),

  /** Takes assets out of the trash. */
  restore: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (assets: Assets) => each(assets, (assetId) => api().restoreAsset({ assetId })),
      onSettled: () => refresh(client),
    }),

  /** Deletes assets that are in the trash for good. */
  purge: (client: QueryClient) =>
    mutationOptions({
      mutationFn: (assets: Assets) => each(assets, (assetId) => api().purgeAsset({ assetId })),
      onSettled: () => refresh(client),
    }),

  /** Sends a file with the words of an asset, which is then heard anew. */
  addSidecar: (client: QueryClient, assetId: string) =>
    mutationOptions({
      mutationFn: async (file: File) => {
        const { signal } = new AbortController();
        const { url } = await api().addSidecar({ assetId, name: file.name, bytes: file.size });
        await putPart(url, file, { signal, onProgress() {} });
      },
      onSettled: () => refresh(client),
    }),
};

type Assets = readonly { readonly assetId: string }[];

async function each(assets: Assets, act: (assetId: string) => Promise<unknown>): Promise<void> {
  for (const { assetId } of assets) await act(assetId);
}

/** Asks again for what a change may have touched. */
export const refresh = (client: QueryClient): Promise<void> =>
  askAgain(client, assetQueries.all(), searchQueries.all());
