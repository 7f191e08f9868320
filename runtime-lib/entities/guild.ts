import { imageUrl } from "./images.ts";
import { nullSafe } from "./present.ts";

interface Pictured {
  readonly id: string;
  readonly icon: string | null;
}

export const guildIcon = nullSafe(({ id, icon }: Pictured) =>
  icon ? imageUrl(`icons/${id}/${icon}`) : undefined,
);

export const guildBanner = nullSafe(
  ({ id, banner }: { readonly id: string; readonly banner: string | null }) =>
    banner ? imageUrl(`banners/${id}/${banner}`) : undefined,
);

export const boostCount = nullSafe(
  (guild: { readonly premium_subscription_count?: number | undefined }) =>
    guild.premium_subscription_count ?? 0,
);
