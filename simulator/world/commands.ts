import type { Command } from "./model.ts";
import type { SnowflakeFactory } from "./snowflake.ts";

/** Where a command is registered: in a guild, or globally. */
export type CommandScope = string | undefined;

type CommandFields = Partial<Command> & { name: string };

/** The registered application commands, each scope keyed by id. */
export class Commands {
  readonly #scopes = new Map<string, Map<string, Command>>();
  readonly #ids: SnowflakeFactory;
  readonly #applicationId: string;

  constructor(ids: SnowflakeFactory, applicationId: string) {
    this.#ids = ids;
    this.#applicationId = applicationId;
  }

  list(scope: CommandScope): Command[] {
    return [...this.#scope(scope).values()];
  }

  get(scope: CommandScope, id: string): Command | undefined {
    return this.#scope(scope).get(id);
  }

  named(scope: CommandScope, name: string, type: number): Command | undefined {
    return this.list(scope).find((command) => command.name === name && command.type === type);
  }

  /** The command a user in `guildId` means by a name: the guild's own comes before the global one. */
  visible(guildId: string | undefined, name: string, type: number): Command | undefined {
    return (guildId && this.named(guildId, name, type)) || this.named(undefined, name, type);
  }

  /** Creates a command, or overwrites the one with its name and type, keeping its id. */
  upsert(scope: CommandScope, fields: CommandFields): { command: Command; created: boolean } {
    const known = this.named(scope, fields.name, fields.type ?? 1);
    const command = this.#build(scope, fields, known?.id ?? this.#ids.next());
    this.#scope(scope).set(command.id, command);
    return { command, created: known === undefined };
  }

  edit(command: Command, fields: Partial<Command>): Command {
    const edited = { ...command, ...fields, id: command.id, type: command.type, version: this.#ids.next() };
    this.#scope(command.guild_id).set(command.id, edited);
    return edited;
  }

  delete(scope: CommandScope, id: string): boolean {
    return this.#scope(scope).delete(id);
  }

  /** Replaces all commands of a scope; ids survive where name and type do. */
  overwrite(scope: CommandScope, all: CommandFields[]): Command[] {
    const built = all.map((fields) => {
      const known = this.named(scope, fields.name, fields.type ?? 1);
      return this.#build(scope, fields, known?.id ?? this.#ids.next());
    });
    this.#scopes.set(scope ?? "", new Map(built.map((command) => [command.id, command])));
    return built;
  }

  #scope(scope: CommandScope): Map<string, Command> {
    const known = this.#scopes.get(scope ?? "");
    if (known) return known;
    const made = new Map<string, Command>();
    this.#scopes.set(scope ?? "", made);
    return made;
  }

  #build(scope: CommandScope, fields: CommandFields, id: string): Command {
    return {
      name_localizations: null,
      description_localizations: null,
      default_member_permissions: null,
      description: "",
      nsfw: false,
      integration_types: [0],
      ...(scope ? {} : { dm_permission: true, contexts: null }),
      ...fields,
      ...(fields.options ? { options: fields.options } : {}),
      id,
      application_id: this.#applicationId,
      ...(scope ? { guild_id: scope } : {}),
      version: this.#ids.next(),
      type: fields.type ?? 1,
    };
  }
}
