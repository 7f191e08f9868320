import { InteractionContextType, type InteractionType } from "discord-api-types/v10";
import type { Interaction } from "../world/interactions.ts";
import type { Fields, Message } from "../world/model.ts";
import { permissionsOf } from "../world/permissions.ts";
import type { World } from "../world/world.ts";
import type { InteractionHandle } from "./control.ts";
import type { Scene } from "./place.ts";

/** What differs between the kinds of interactions. */
export interface InteractionDraft {
  type: InteractionType;
  data: Fields;
  /** Name of the command. */
  name?: string | undefined;
  /** The message with the component, or from which the modal was opened. */
  source?: Message | undefined;
  locale?: string | undefined;
}

/**
 * Opens an interaction and dispatches INTERACTION_CREATE.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
 */
export function openInteraction(world: World, scene: Scene, draft: InteractionDraft): InteractionHandle {
  const interaction = world.interactions.open({
    id: world.ids.next(),
    type: draft.type,
    channelId: scene.channel.id,
    guildId: scene.guild?.id,
    user: scene.user,
    name: draft.name,
    source: draft.source,
  });
  const payload = { ...commonFields(world, scene, interaction, draft), data: draft.data };
  world.dispatch("INTERACTION_CREATE", payload, { guildId: scene.guild?.id });
  return { interactionId: interaction.id, token: interaction.token };
}

function commonFields(world: World, scene: Scene, interaction: Interaction, draft: InteractionDraft): Fields {
  const { channel } = scene;
  const { permission_overwrites: _overwrites, ...partialChannel } = channel;
  const locale = draft.locale ?? "en-US";
  return {
    id: interaction.id,
    application_id: world.options.applicationId,
    type: draft.type,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: { ...partialChannel, permissions: botPermissions(world, scene) },
    locale,
    app_permissions: botPermissions(world, scene),
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: 10_485_760 /* bytes */,
    ...(draft.source ? { message: draft.source } : {}),
    ...(scene.guild ? guildFields(scene) : directFields(scene)),
  };
}

function botPermissions(world: World, { guild, channel }: Scene): string {
  // In direct messages: what both sides of one may do.
  return guild ? permissionsOf(guild, world.bot.id, channel).toString() : "2222085186637376";
}

function guildFields({ guild, channel, user }: Scene): Fields {
  if (!guild) return {};
  const member = guild.members.get(user.id);
  const locale = guild.fields["preferred_locale"];
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale, features: guild.fields["features"] },
    guild_locale: locale,
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { "0": guild.id },
    member: {
      ...member,
      user,
      roles: member?.roles ?? [],
      permissions: permissionsOf(guild, user.id, channel).toString(),
    },
  };
}

function directFields({ user }: Scene): Fields {
  return { user, context: InteractionContextType.BotDM, authorizing_integration_owners: { "0": "0" } };
}
