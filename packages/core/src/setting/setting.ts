import { useActor } from "../actor.ts";
import { fn, parse } from "../fn.ts";
import { SettingEntity } from "./setting.entity.ts";
import { DEFAULT_SETTINGS, Settings } from "./setting.schema.ts";

/** What the workspace has chosen, or the defaults. */
export async function get(): Promise<Settings> {
  const { workspaceId } = useActor();
  const { data } = await SettingEntity.get({ workspaceId }).go({ consistent: true });
  return data ? parse(Settings, data.settings) : DEFAULT_SETTINGS;
}

/** Chooses. What was made before stays as it is until it is reprocessed. */
export const put = fn(Settings, async (settings): Promise<Settings> => {
  const { workspaceId } = useActor();
  await SettingEntity.put({ workspaceId, settings }).go();
  return settings;
});
