import { types } from "../../compiler/expression/types.ts";
import { interactionRoots } from "../../compiler/language/context-roots.ts";
import { messageMenuContext, userMenuContext } from "../../compiler/language/contexts.ts";
import { COOLDOWN_SCOPES } from "../../compiler/language/cooldown-scopes.ts";
import { OPTION_TYPES } from "../../compiler/language/option-types.ts";
import { PERMISSION_BITS } from "../../compiler/language/permissions.generated.ts";
import type { At } from "./document.ts";
import type { Readable } from "./expressions.ts";
import { id, type Writing } from "./fields.ts";
import type { Place } from "./place.ts";
import { condition, text } from "./values.ts";

type Written = Record<string, unknown>;

/** A slash command, one with subcommands at times. */
export function command(index: number, writing: Writing, at: At): Written {
  const { dice } = writing;
  const own = { name: `command_${index}`, description: "A command" };
  if (dice.chance(0.8)) return { ...own, ...registration(writing), ...body(writing, at) };
  const subcommands = dice.list(1, 2, (i) => ({
    name: `part_${i}`,
    description: "A part of it",
    ...body(writing, at),
  }));
  const grouped = dice.list(1, 1, (i) => ({
    name: `inner_${i}`,
    description: "Further in",
    ...body(writing, at),
  }));
  const groups = [{ name: "group", description: "Several", subcommands: grouped }];
  return {
    ...own,
    ...registration(writing),
    ...guards(writing, at(interactionRoots)),
    subcommands,
    ...(dice.chance(0.5) ? { subcommand_groups: groups } : {}),
  };
}

/** A command in the menu of a user or a message. */
export function contextMenu(index: number, writing: Writing, at: At): Written {
  const [type, { roots }] = writing.dice.pick([
    ["user", userMenuContext],
    ["message", messageMenuContext],
  ] as const);
  const place = at(roots);
  return {
    name: `Menu ${index}`,
    type,
    ...registration(writing),
    ...guards(writing, place),
    actions: writing.actions(place),
  };
}

/** Options, who may use it and how often, and what it does. */
function body(writing: Writing, at: At): Written {
  const { dice } = writing;
  const options = dice.list(0, 3, (i) => option(i, writing, at));
  const readable = options.flatMap(({ name, type }): Readable[] => {
    const { type: own } = OPTION_TYPES[type as string]!;
    return [`options.${name}`, `args.${name}`].map((each) => ({ text: each, type: own }));
  });
  const place = at(interactionRoots, readable);
  return { options, ...guards(writing, place), actions: writing.actions(place) };
}

function registration({ dice }: Writing): Written {
  return {
    ...(dice.chance(0.1) ? { dm_permission: dice.chance(0.5) } : {}),
  };
}

function guards(writing: Writing, place: Place): Written {
  const { dice } = writing;
  const some = (key: string, make: () => unknown) => (dice.chance(0.12) ? { [key]: make() } : {});
  return {
    ...some("defer", () => dice.chance(0.7)),
    ...some("ephemeral", () => dice.chance(0.7)),
    ...some("timeout", () => dice.pick(["10s", "1m", 5000])),
    ...some("cooldown", () => ({
      duration: dice.pick(["1s", "1h"]),
      per: dice.pick(COOLDOWN_SCOPES),
      ...some("rate", () => dice.whole(1, 3)),
      ...some("message", () => text(writing, place)),
    })),
    ...some("access", () => access(writing, place)),
    ...some("permissions", () => permissions(writing)),
    ...some("level", () => dice.pick(["helper", 2])),
    ...some("when", () => condition(writing, place)),
  };
}

function permissions({ dice }: Writing): unknown {
  return dice.list(1, 2, () => dice.pick(Object.keys(PERMISSION_BITS)));
}

/** A rule for whom something is; its ids may be computed. */
export function access(writing: Writing, place: Place): Written {
  const { dice } = writing;
  const ids = () => ({
    ...(dice.chance(0.5) ? { roles: dice.list(1, 2, () => id("role", writing, place)) } : {}),
    ...(dice.chance(0.5) ? { users: dice.list(1, 2, () => id("user", writing, place)) } : {}),
    ...(dice.chance(0.3) ? { channels: dice.list(1, 2, () => id("channel", writing, place)) } : {}),
  });
  return {
    allow: { ...ids(), ...(dice.chance(0.3) ? { permissions: permissions(writing), level: 1 } : {}) },
    ...(dice.chance(0.3) ? { deny: ids() } : {}),
    ...(dice.chance(0.3) ? { when: condition(writing, place) } : {}),
  };
}

/** An option of any type, with the limits and the suggestions that the type takes. */
function option(index: number, writing: Writing, at: At): Written & { name: string } {
  const { dice } = writing;
  const type = dice.pick(Object.keys(OPTION_TYPES));
  const { kind } = OPTION_TYPES[type]!.type;
  const own = { name: `option_${index}`, description: "An option", type, required: dice.chance(0.3) };
  if (kind === "boolean") return { ...own, ...(dice.chance(0.2) ? { default: true } : {}) };
  if (kind !== "string" && kind !== "number") {
    return {
      ...own,
      ...(type === "channel" && dice.chance(0.3) ? { channel_types: ["text", "voice"] } : {}),
    };
  }
  const values = kind === "number" ? [1, 2, 3] : ["red", "green", "blue"];
  const extras: readonly (() => Written)[] = [
    () => ({}),
    () => ({ default: values[0] }),
    () => ({ choices: values, default: values[1] }),
    () => ({ choices: values.map((each) => ({ name: `Choice ${each}`, value: each })) }),
    () => (kind === "number" ? { min_value: 1, max_value: 3 } : { min_length: 1, max_length: 3 }),
    () => ({ autocomplete: true, choices: values }),
    () => ({ autocomplete: true, expression: suggestions(writing, at) }),
  ];
  return { ...own, ...dice.pick(extras)() };
}

function suggestions({ expressions }: Writing, at: At): string {
  const focused: Readable = { text: "focused", type: types.string };
  return expressions.write("list", at(interactionRoots, [focused]).readable, 2);
}
