import type { CommandScope } from "../../world/commands.ts";
import type { Command, Fields } from "../../world/model.ts";
import { commandFaults, refuseTooMany } from "../command-body.ts";
import { DiscordError } from "../discord-error.ts";
import { guildOf } from "../lookup.ts";
import { noContent, ok, param, type RestContext, type RestResult, type Route, route } from "../route.ts";

type CommandFields = Partial<Command> & { name: string };

/** Registration of application commands, global and per guild. */
export const commandRoutes: Route[] = [
  ...[
    "/applications/{application_id}/commands",
    "/applications/{application_id}/guilds/{guild_id}/commands",
  ].flatMap((base) => [
    route(`GET ${base}`, (context) => ok(context.world.commands.list(scopeOf(context)))),
    route(`POST ${base}`, create),
    route(`PUT ${base}`, overwrite),
    route(`GET ${base}/{command_id}`, (context) => ok(commandOf(context))),
    route(`PATCH ${base}/{command_id}`, edit),
    route(`DELETE ${base}/{command_id}`, remove),
  ]),
];

function scopeOf(context: RestContext): CommandScope {
  const { applicationId } = context.world.options;
  if (param(context, "application_id") !== applicationId) throw new DiscordError("missingAccess");
  if (!context.params["guild_id"]) return undefined;
  return guildOf(context).id;
}

function commandOf(context: RestContext): Command {
  const command = context.world.commands.get(scopeOf(context), param(context, "command_id"));
  if (!command) throw new DiscordError("unknownCommand");
  return command;
}

function create(context: RestContext): RestResult {
  const scope = scopeOf(context);
  const fields = readCommand(context.body, []);
  const { commands } = context.world;
  const known = commands.named(scope, fields.name, fields.type ?? 1);
  if (!known) refuseTooMany([...commands.list(scope), { type: fields.type ?? 1 }]);
  const { command, created } = commands.upsert(scope, fields);
  return { status: created ? 201 : 200, body: command };
}

function overwrite(context: RestContext): RestResult {
  const scope = scopeOf(context);
  const all = context.list.map((fields, index) => readCommand(fields, [index]));
  refuseTooMany(all.map(({ type }) => ({ type: type ?? 1 })));
  const keys = all.map(({ name, type }) => `${type ?? 1}:${name}`);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (twice >= 0) {
    const message = "Application command names must be unique";
    throw new DiscordError("invalidFormBody", [
      { path: [twice], code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message },
    ]);
  }
  return ok(context.world.commands.overwrite(scope, all));
}

function edit(context: RestContext): RestResult {
  const command = commandOf(context);
  const merged = { ...command, ...context.body };
  readCommand(merged, []);
  return ok(context.world.commands.edit(command, context.body));
}

function remove(context: RestContext): RestResult {
  const command = commandOf(context);
  context.world.commands.delete(scopeOf(context), command.id);
  return noContent();
}

function readCommand(fields: Fields, path: number[]): CommandFields {
  const faults = commandFaults(fields, path);
  if (faults.length > 0) throw new DiscordError("invalidFormBody", faults);
  return fields as CommandFields;
}
