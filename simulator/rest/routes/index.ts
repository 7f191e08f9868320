import type { Route } from "../route.ts";
import { banRoutes } from "./bans.ts";
import { channelRoutes } from "./channels.ts";
import { commandRoutes } from "./commands.ts";
import { gatewayRoutes } from "./gateway.ts";
import { guildRoutes } from "./guilds.ts";
import { interactionRoutes } from "./interactions.ts";
import { inviteRoutes } from "./invites.ts";
import { memberRoutes } from "./members.ts";
import { messageRoutes } from "./messages.ts";
import { pinRoutes } from "./pins.ts";
import { reactionRoutes } from "./reactions.ts";
import { roleRoutes } from "./roles.ts";
import { threadRoutes } from "./threads.ts";
import { userRoutes } from "./users.ts";
import { webhookManagementRoutes } from "./webhook-management.ts";
import { webhookMessageRoutes } from "./webhooks.ts";

/** Every route the simulator implements. */
export const ROUTES: readonly Route[] = [
  ...gatewayRoutes,
  ...userRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookMessageRoutes,
  ...webhookManagementRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...pinRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...guildRoutes,
  ...memberRoutes,
  ...banRoutes,
  ...roleRoutes,
  ...inviteRoutes,
];
