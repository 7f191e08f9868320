import { readFile } from "node:fs/promises";
import { type APIApplication, type APIUser, Routes } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { messageOf } from "../errors/errors.ts";
import { imageDataUri } from "./image.ts";

/** What the bot's account is called and looks like. Parts that are missing stay as they are. */
export interface Identity {
  readonly name?: string;
  /** An address, or a file beside the bundle whose name changes with its content. */
  readonly avatar?: string;
  readonly banner?: string;
  /** The description in the bot's profile. */
  readonly about?: string;
}

/** What was sent the last time, and what Discord called it: it does not keep images as they are. */
interface Applied {
  readonly source: string;
  readonly hash: string | null;
}

const IMAGES = ["avatar", "banner"] as const;
type ImageName = (typeof IMAGES)[number];

/** How long an image may take to be fetched. */
const FETCH_TIMEOUT = 20_000 /* ms */;

/**
 * Brings the account to what the document says, where it differs. A failure is logged and nothing more: Discord
 * allows few changes of names and pictures.
 * @param bundleUrl what paths of images are relative to
 */
export async function applyIdentity(bot: Bot, identity: Identity, bundleUrl: string): Promise<void> {
  await attempt(bot, () => applyAccount(bot, identity, bundleUrl));
  await attempt(bot, () => applyAbout(bot, identity.about));
}

async function attempt(bot: Bot, apply: () => Promise<void>): Promise<void> {
  try {
    await apply();
  } catch (error) {
    bot.log.warn({ reason: messageOf(error) }, "the bot's identity could not be changed");
  }
}

async function applyAccount(bot: Bot, identity: Identity, bundleUrl: string): Promise<void> {
  const { name } = identity;
  // A text is empty where it comes from a variable that is not set.
  const pictures = IMAGES.filter((image) => identity[image]);
  if (!name && pictures.length === 0) return;
  const user = (await bot.rest.get(Routes.user())) as APIUser;
  const body: Partial<Record<"username" | ImageName, string>> = {};
  if (name && name !== user.username) body.username = name;
  for (const image of pictures) {
    const source = identity[image]!;
    if (await isApplied(bot, image, source, user)) continue;
    await attempt(bot, async () => {
      body[image] = imageDataUri(await load(source, bundleUrl));
    });
  }
  const changed = Object.keys(body);
  if (changed.length === 0) return;
  // Discord's API document wants the name in every change of the account.
  const after = (await bot.rest.patch(Routes.user(), {
    body: { username: user.username, ...body },
  })) as APIUser;
  for (const image of pictures) {
    const applied: Applied = { source: identity[image]!, hash: after[image] ?? null };
    if (body[image] !== undefined) await bot.store.set(keyOf(image), applied);
  }
  bot.log.info({ changed }, "changed the bot's identity");
}

/** Whether the account has the picture already, and nobody has changed it since. */
async function isApplied(bot: Bot, image: ImageName, source: string, user: APIUser): Promise<boolean> {
  const applied = (await bot.store.get(keyOf(image))) as Applied | undefined;
  return applied?.source === source && applied.hash === (user[image] ?? null);
}

/** No state variable has such a key: theirs begin with a scope. */
function keyOf(image: ImageName): string {
  return `identity:${image}`;
}

async function load(source: string, bundleUrl: string): Promise<Uint8Array> {
  if (!/^https?:/.test(source)) return readFile(new URL(source, bundleUrl));
  const response = await fetch(source, { signal: AbortSignal.timeout(FETCH_TIMEOUT) });
  if (!response.ok) throw new Error(`${source} answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function applyAbout(bot: Bot, about: string | undefined): Promise<void> {
  if (about === undefined) return;
  const { description } = (await bot.rest.get(Routes.currentApplication())) as APIApplication;
  if (description === about) return;
  await bot.rest.patch(Routes.currentApplication(), { body: { description: { default: about } } });
  bot.log.info({ changed: ["about"] }, "changed the bot's identity");
}
