const CDN = "https://cdn.discordapp.com";

/** Pixels of a side. */
const SIZE = 512;

/** The address of an image in Discord's store. */
export function imageUrl(path: string): string {
  return `${CDN}/${path}.png?size=${SIZE}`;
}

/** The image of an account that has none (https://discord.com/developers/docs/reference#image-formatting). */
export function defaultAvatar(id: string, discriminator: string): string {
  const index = discriminator === "0" ? Number((BigInt(id) >> 22n) % 6n) : Number(discriminator) % 5;
  return `${CDN}/embed/avatars/${index}.png`;
}
