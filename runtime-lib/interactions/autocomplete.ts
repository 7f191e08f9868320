import {
  type APIApplicationCommandInteractionDataOption,
  ApplicationCommandOptionType,
  InteractionResponseType,
  Routes,
} from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { AutocompleteContext } from "../contexts/autocomplete-context.ts";
import { text } from "../expressions/values.ts";
import type { Interaction } from "./interaction.ts";
import { leavesOf } from "./options.ts";

/** What an option offers while it is typed: a list to pick from, or what makes one. */
export type Suggestions = readonly (Choice | Value)[] | ((ctx: AutocompleteContext) => Promise<unknown>);

type Value = string | number;

interface Choice {
  readonly name: string;
  readonly value: Value;
}

const MAXIMUM = { choices: 25, text: 100 /* characters */ } as const;

/** Answers an interaction that asks for choices. */
export async function complete(
  bot: Bot,
  interaction: Interaction,
  sources: Readonly<Record<string, Suggestions>>,
): Promise<void> {
  const focused = leavesOf(interaction).find((option) => "focused" in option && option.focused);
  const source = focused && sources[focused.name];
  try {
    const found = source === undefined ? [] : await choicesFrom(source, bot, interaction, focused!);
    await respond(bot, interaction, found);
  } catch (error) {
    // Discord's client would wait until its patience is over.
    await respond(bot, interaction, []).catch(() => undefined);
    throw error;
  }
}

async function choicesFrom(
  source: Suggestions,
  bot: Bot,
  interaction: Interaction,
  focused: APIApplicationCommandInteractionDataOption,
): Promise<Choice[]> {
  const typed = "value" in focused ? String(focused.value) : "";
  const computed = typeof source === "function";
  const given = computed ? await source(new AutocompleteContext(bot, interaction, typed)) : source;
  const isText = focused.type === ApplicationCommandOptionType.String;
  const choices = (Array.isArray(given) ? given : [given]).flatMap((item) => choiceOf(item, isText));
  return (computed ? choices : matching(choices, typed)).slice(0, MAXIMUM.choices);
}

/** An item as Discord takes it; none where it takes no such item. */
function choiceOf(item: unknown, isText: boolean): Choice[] {
  if (item === null || item === undefined) return [];
  const isMap = typeof item === "object" && "value" in item;
  const raw: unknown = isMap ? item.value : item;
  const value = isText ? text(raw) : Number(raw);
  const name = text(isMap && "name" in item ? item.name : raw).slice(0, MAXIMUM.text);
  const fits = typeof value === "number" ? Number.isFinite(value) : value.length <= MAXIMUM.text;
  return fits && name !== "" && value !== "" ? [{ name, value }] : [];
}

/** Those that begin with what is typed, then those that contain it. */
function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return choices;
  const found = choices.map((choice) => ({ choice, at: choice.name.toLowerCase().indexOf(wanted) }));
  const beginning = found.filter(({ at }) => at === 0);
  const containing = found.filter(({ at }) => at > 0);
  return [...beginning, ...containing].map(({ choice }) => choice);
}

async function respond(bot: Bot, { id, token }: Interaction, choices: readonly Choice[]): Promise<void> {
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
  await bot.rest.post(Routes.interactionCallback(id, token), {
    body: { type, data: { choices } },
    auth: false,
  });
}
