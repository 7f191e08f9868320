import { ApplicationCommandOptionType as Option } from "discord-api-types/v10";
import { SimulatorError } from "../errors.ts";
import type { Channel, Fields, Member, Message } from "../world/model.ts";
import { permissionsOf } from "../world/permissions.ts";
import type { World } from "../world/world.ts";
import type { OptionValue } from "./control.ts";
import type { Scene } from "./place.ts";

type Kind = "users" | "members" | "roles" | "channels" | "messages" | "attachments";

/** Collects the objects that an interaction refers to by id, as `data.resolved` carries them. */
export class Resolved {
  readonly #world: World;
  readonly #scene: Scene;
  readonly #found: Partial<Record<Kind, Record<string, Fields>>> = {};

  constructor(world: World, scene: Scene) {
    this.#world = world;
    this.#scene = scene;
  }

  /** Resolves an option's value and returns what stands in `value`. */
  option(type: number, value: OptionValue): string | number | boolean {
    if (typeof value === "object") return this.attachment(value);
    if (type === Option.User) this.user(String(value));
    if (type === Option.Role) this.role(String(value));
    if (type === Option.Channel) this.channel(String(value));
    if (type === Option.Mentionable) this.mentionable(String(value));
    return value;
  }

  user(id: string): void {
    const user = this.#world.users.get(id);
    if (!user) throw new SimulatorError("unknown_user", `no user ${id}`);
    this.#put("users", id, user);
    const member = this.#scene.guild?.members.get(id);
    if (member) this.#put("members", id, this.#partialMember(member));
  }

  role(id: string): void {
    const role = this.#scene.guild?.roles.get(id);
    if (!role) throw new SimulatorError("bad_request", `no role ${id} in the guild`);
    this.#put("roles", id, role);
  }

  channel(id: string): void {
    const channel = this.#world.channels.get(id);
    if (!channel) throw new SimulatorError("unknown_channel", `no channel ${id}`);
    this.#put("channels", id, this.#partialChannel(channel));
  }

  mentionable(id: string): void {
    if (this.#scene.guild?.roles.has(id)) this.role(id);
    else this.user(id);
  }

  message(message: Message): void {
    this.#put("messages", message.id, message);
  }

  attachment(value: Exclude<OptionValue, string | number | boolean>): string {
    const id = this.#world.ids.next();
    const url = value.url ?? `https://cdn.discordapp.com/ephemeral-attachments/${id}/${value.filename}`;
    const type = value.contentType ?? "application/octet-stream";
    const about = { url, proxy_url: url, content_type: type, ephemeral: true };
    this.#put("attachments", id, {
      id,
      filename: value.filename,
      size: value.size ?? 1_024 /* bytes */,
      ...about,
    });
    return id;
  }

  /** `{resolved}` to spread into `data`; nothing when nothing was resolved. */
  toData(): { resolved?: Fields } {
    return Object.keys(this.#found).length > 0 ? { resolved: this.#found } : {};
  }

  #put(kind: Kind, id: string, value: Fields): void {
    const objects = this.#found[kind] ?? {};
    objects[id] = value;
    this.#found[kind] = objects;
  }

  /** Partial: without `user`, `deaf` and `mute`, with the permissions in the channel. */
  #partialMember({ user, deaf: _deaf, mute: _mute, ...member }: Member): Fields {
    const { guild, channel } = this.#scene;
    const permissions = guild ? permissionsOf(guild, user.id, channel) : 0n;
    return { ...member, permissions: permissions.toString() };
  }

  #partialChannel(channel: Channel): Fields {
    const { guild, user } = this.#scene;
    const permissions = guild ? permissionsOf(guild, user.id, channel) : 0n;
    const { permission_overwrites: _overwrites, ...rest } = channel;
    return { ...rest, permissions: permissions.toString() };
  }
}
