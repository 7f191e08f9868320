import { configKeys } from "../../compiler/1-load/config/sections.ts";
import { identityFields } from "../../compiler/2-check/identity.ts";
import type { ConfigType } from "../../compiler/language/config-key.ts";
import { baseRoots, interactionRoots } from "../../compiler/language/context-roots.ts";
import { ERROR_NAMES } from "../../compiler/language/error-names.ts";
import { FAILURE_TYPE } from "../../compiler/language/error-type.ts";
import type { Roots } from "../../compiler/language/event.ts";
import { embedFields } from "../../compiler/language/fields/embed-parts.ts";
import { INTENTS } from "../../compiler/language/intents.ts";
import { dynamicFields, presenceRoots, shownFields } from "../../compiler/language/presence-fields.ts";
import { access } from "./commands.ts";
import type { Dice } from "./dice.ts";
import type { At } from "./document.ts";
import { fieldValues, type Writing } from "./fields.ts";
import { condition } from "./values.ts";

type Written = Record<string, unknown>;

/** What every error handler reads. */
const ERROR_ROOTS: Roots = { ...baseRoots, error: { type: FAILURE_TYPE } };

/** Status and activity, fixed or by conditions. */
export function presence(writing: Writing, at: At): Written {
  const { dice } = writing;
  const place = at(presenceRoots);
  const { when: _when, default: _default, ...shown } = dynamicFields;
  const dynamic = dice.list(1, 3, () => ({
    when: condition(writing, place),
    ...fieldValues(shown, writing, place, "setting", 0.7),
  }));
  return {
    ...fieldValues(shownFields, writing, place, "setting", 0.7),
    ...(dice.chance(0.5) ? { dynamic } : {}),
  };
}

/** What the account is called; it is told before the bot connects, so that little can be read. */
export function identity(writing: Writing, at: At): Written {
  const place = { ...at({}), readable: [{ text: "config.title", type: { kind: "string" } as const }] };
  return fieldValues(identityFields, writing, place, "setting", 0.5);
}

export function intents(dice: Dice): unknown {
  const names = Object.keys(INTENTS).filter(() => dice.chance(0.5));
  return dice.pick<unknown>([{ auto: true }, { auto: true, explicit: names }, names]);
}

/** Levels, and the rule of commands that have none. */
export function permissions(writing: Writing, at: At): Written {
  const { dice } = writing;
  const place = at(interactionRoots);
  const who = () => {
    const { roles, users } = access(writing, at({}))["allow"] as Written;
    return { ...(roles === undefined ? {} : { roles }), ...(users === undefined ? {} : { users }) };
  };
  return {
    owner: { users: ["123456789012345678"] },
    levels: [
      { name: "helper", level: 1, ...who() },
      { name: "chief", level: 5, permissions: ["ManageGuild"], ...who() },
    ],
    ...(dice.chance(0.3) ? { default_level: 0 } : {}),
    ...(dice.chance(0.5) ? { defaults: access(writing, place) } : {}),
  };
}

export function theme(writing: Writing, colors: readonly string[], at: At): Written {
  const { dice } = writing;
  const place = at(baseRoots);
  const { author, footer } = embedFields;
  const defaults = fieldValues({ default_author: author, default_footer: footer }, writing, place, "theme");
  const values = colors.map((name) => [name, dice.pick(["#112233", "blue", 0x334455])]);
  return { colors: Object.fromEntries(values), ...(dice.chance(0.4) ? defaults : {}) };
}

export function embeds(writing: Writing, names: readonly string[], at: At): Written {
  const make = () => fieldValues(embedFields, writing, at(baseRoots), "embed");
  return { templates: Object.fromEntries(names.map((name) => [name, make()])) };
}

/** Handlers of failures. */
export function errors({ dice, actions }: Writing, flows: readonly string[], at: At): Written {
  const names = dice.list(0, 2, () => dice.pick(Object.keys(ERROR_NAMES)));
  return {
    log_errors: dice.chance(0.8),
    ...(flows.length > 0 && dice.chance(0.5) ? { default_handler: dice.pick(flows) } : {}),
    handlers: Object.fromEntries(names.map((name) => [name, { actions: actions(at(ERROR_ROOTS)) }])),
  };
}

/** Paths whose values would change where the proof itself looks. */
const LEFT_ALONE = /^(build|rest\.api|state|logging|shutdown)\b/;

/** Sections of the configuration. */
export function settings(dice: Dice): Written {
  // A loop without an end may run when the bot is to stop.
  const document: Written = { shutdown: { timeout: "2s" } };
  for (const { path, type } of configKeys()) {
    if (LEFT_ALONE.test(path) || !dice.chance(0.15)) continue;
    const value = settingValue(type, dice);
    if (value === undefined) continue;
    const keys = path.split(".");
    let parent = document;
    for (const key of keys.slice(0, -1)) {
      parent[key] ??= {};
      parent = parent[key] as Written;
    }
    parent[keys.at(-1)!] = value;
  }
  return document;
}

function settingValue(type: ConfigType, dice: Dice): unknown {
  switch (type.kind) {
    case "boolean":
      return dice.chance(0.5);
    case "duration":
      return dice.pick(["1s", "2s"]);
    case "number":
      return dice.whole(type.minimum ?? 1, type.maximum ?? (type.minimum ?? 1) + 50);
    case "choice":
      return dice.pick(type.values);
    case "either":
      return settingValue(dice.pick(type.types), dice);
    case "text":
      return "some text";
    default:
      return undefined;
  }
}
