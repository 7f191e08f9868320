import type { User } from "../types.ts";
import { defaultAvatar, imageUrl } from "./images.ts";
import { nullSafe } from "./present.ts";

type Named = Pick<User, "username" | "global_name">;

export const userTag = nullSafe(
  ({ username, discriminator }: Pick<User, "username" | "discriminator">) =>
    discriminator === "0" ? username : `${username}#${discriminator}`,
  "username",
  "discriminator",
);

export const userDisplayName = nullSafe((user: Named) => user.global_name ?? user.username, "username");

export const isBot = nullSafe((user: Pick<User, "bot">) => user.bot ?? false);

export const isSystem = nullSafe((user: Pick<User, "system">) => user.system ?? false);

export const userMention = nullSafe((user: Pick<User, "id">) => `<@${user.id}>`);

export const userAvatar = nullSafe(
  ({ id, avatar, discriminator }: Pick<User, "id" | "avatar" | "discriminator">) =>
    avatar === null ? defaultAvatar(id, discriminator) : imageUrl(`avatars/${id}/${avatar}`),
  "avatar",
  "discriminator",
);

export const userBanner = nullSafe(({ id, banner }: Pick<User, "id" | "banner">) =>
  banner ? imageUrl(`banners/${id}/${banner}`) : undefined,
);
