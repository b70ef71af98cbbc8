import { Resource } from "sst";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";
import { writeCopy } from "../document.ts";
import { fn, parse } from "../fn.ts";
import { SettingEntity } from "./setting.entity.ts";
import { DEFAULT_SETTINGS, Settings, SettingsDocument } from "./setting.schema.ts";

/** What the workspace has chosen, or the defaults. */
export async function get(): Promise<Settings> {
  const data = await find();
  return data ? parse(Settings, data.settings) : DEFAULT_SETTINGS;
}

/** Chooses. What was made before stays as it is until it is reprocessed. */
export const put = fn(Settings, async (settings): Promise<Settings> => {
  const { workspaceId } = useActor();
  await SettingEntity.put({ workspaceId, settings }).go();
  await writeSettings();
  return settings;
});

export const settingsPlace = (workspaceId: string): ObjectPlace => ({
  bucket: Resource.Media.name,
  key: `${workspaceId}/settings.json`,
});

/** Tells the bucket what the workspace has chosen. */
export async function writeSettings(): Promise<void> {
  const { workspaceId } = useActor();
  await writeCopy(settingsPlace(workspaceId), SettingsDocument, async () => {
    const row = await find();
    return row ? parse(SettingsDocument, { version: 1, ...row }) : undefined;
  });
}

async function find() {
  const { workspaceId } = useActor();
  return (await SettingEntity.get({ workspaceId }).go({ consistent: true })).data;
}
