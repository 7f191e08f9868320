import type { User } from "../types.ts";
import { defaultAvatar, imageUrl } from "./images.ts";
import { nullSafe } from "./present.ts";

export const userTag = nullSafe(({ username, discriminator }: User) =>
  discriminator === "0" ? username : `${username}#${discriminator}`,
);

export const userDisplayName = nullSafe((user: User) => user.global_name ?? user.username);

export const isBot = nullSafe((user: User) => user.bot ?? false);

export const userMention = nullSafe((user: User) => `<@${user.id}>`);

export const userAvatar = nullSafe(({ id, avatar, discriminator }: User) =>
  avatar === null ? defaultAvatar(id, discriminator) : imageUrl(`avatars/${id}/${avatar}`),
);

export const userBanner = nullSafe(({ id, banner }: User) =>
  banner ? imageUrl(`banners/${id}/${banner}`) : undefined,
);
