import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import {
  type AutocompleteCall,
  type ButtonCall,
  type ContextMenuCall,
  DEFAULT_IDS,
  type GuildSeed,
  type InteractionHandle,
  type MemberSeed,
  type MessageCall,
  type ModalSubmitCall,
  type ReactCall,
  type SelectCall,
  type SimulatorControl,
  type SlashCall,
} from "../../../simulator/index.ts";

/** What playing a stimulus leads to. */
export interface Played {
  /** The interaction that wants an answer. */
  readonly interaction?: InteractionHandle;
  /** New values for `$name` in later texts. */
  readonly values?: Readonly<Record<string, string>>;
}

interface Stimulus<S extends z.ZodType> {
  readonly schema: S;
  play(control: SimulatorControl, written: z.infer<S>): Promise<Played>;
}

function stimulus<S extends z.ZodType>(schema: S, play: Stimulus<S>["play"]): Stimulus<S> {
  return { schema, play };
}

/** A member or author: by id, or as a seed of the simulator. */
const person = z.union([z.string(), z.looseObject({ username: z.string() })]);
const place = { guildId: z.string(), channelId: z.string(), dm: z.boolean() };
const optionValue = z.union([z.string(), z.number(), z.boolean(), z.looseObject({ filename: z.string() })]);

/** What can happen to a bot, by the key of a step. The fields are those of the simulator's calls. */
export const STIMULI = {
  /** Nothing beyond connecting: the first step of events such as `ready`. */
  start: stimulus(z.literal(true), async () => ({})),

  /** Nothing happens for so many milliseconds. */
  pause: stimulus(z.int(), async (_control, milliseconds) => {
    await setTimeout(milliseconds);
    return {};
  }),

  /** A user runs a slash command. */
  slash: stimulus(
    z.union([
      z.string(),
      z
        .strictObject({
          command: z.string(),
          subcommand: z.string(),
          subcommandGroup: z.string(),
          options: z.record(z.string(), optionValue),
          user: person,
          locale: z.string(),
          ...place,
        })
        .partial()
        .required({ command: true }),
    ]),
    async (control, written) => {
      const call = typeof written === "string" ? { command: written } : written;
      return { interaction: await control.slash(call as SlashCall) };
    },
  ),

  /** A user types in an option with autocompletion; the answer has the choices in `data`. */
  autocomplete: stimulus(
    z
      .strictObject({
        command: z.string(),
        subcommand: z.string(),
        subcommandGroup: z.string(),
        options: z.record(z.string(), optionValue),
        focused: z.string(),
        user: person,
        ...place,
      })
      .partial()
      .required({ command: true, focused: true }),
    async (control, written) => ({ interaction: await control.autocomplete(written as AutocompleteCall) }),
  ),

  /** A user picks a command from the menu of a user or message, by its id. */
  contextMenu: stimulus(
    z
      .strictObject({ command: z.string(), targetId: z.string(), user: person, ...place })
      .partial()
      .required({ command: true, targetId: true }),
    async (control, written) => ({ interaction: await control.contextMenu(written as ContextMenuCall) }),
  ),

  /** A user presses a button: that of the newest message in the channel that has it, unless `messageId` says which. */
  button: stimulus(
    z.union([
      z.string(),
      z
        .strictObject({ customId: z.string(), messageId: z.string(), user: person, ...place })
        .partial()
        .required({ customId: true }),
    ]),
    async (control, written) => {
      const call = typeof written === "string" ? { customId: written } : written;
      return { interaction: await control.button(call as ButtonCall) };
    },
  ),

  /** A user chooses in a select menu: values of its options, or ids. */
  select: stimulus(
    z
      .strictObject({
        customId: z.string(),
        values: z.array(z.string()),
        messageId: z.string(),
        user: person,
        ...place,
      })
      .partial()
      .required({ customId: true, values: true }),
    async (control, written) => ({ interaction: await control.select(written as SelectCall) }),
  ),

  /** A user fills in a modal and sends it: the one that answered `interactionId`, or any with a custom_id. */
  modal: stimulus(
    z
      .strictObject({
        interactionId: z.string(),
        customId: z.string(),
        fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        user: person,
        ...place,
      })
      .partial()
      .required({ fields: true }),
    async (control, written) => ({ interaction: await control.modalSubmit(written as ModalSubmitCall) }),
  ),

  /** A user writes a message. */
  message: stimulus(
    z.union([
      z.string(),
      z
        .strictObject({
          content: z.string(),
          author: person,
          attachments: z.array(z.looseObject({ filename: z.string() })),
          replyTo: z.string(),
          /** Written so many milliseconds ago; the oldest first. */
          age: z.int(),
          pinned: z.boolean(),
          ...place,
        })
        .partial(),
    ]),
    async (control, written) => {
      const call = typeof written === "string" ? { content: written } : written;
      const { id } = await control.sendMessage(call as MessageCall);
      return { values: { message: id } };
    },
  ),

  /** A user reacts to a message, or takes the reaction back. */
  react: stimulus(
    z.strictObject({
      messageId: z.string(),
      emoji: z.string(),
      user: person.optional(),
      remove: z.boolean().optional(),
      channelId: z.string().optional(),
    }),
    async (control, written) => {
      await control.react(written as ReactCall);
      return {};
    },
  ),

  /** A user joins the guild. */
  join: stimulus(person, async (control, written) => {
    const seed = typeof written === "string" ? { username: written } : written;
    const { user } = await control.joinMember(DEFAULT_IDS.guild, seed as MemberSeed);
    return { values: { joined: user.id } };
  }),

  /** A user leaves the guild, by id. */
  leave: stimulus(z.string(), async (control, written) => {
    await control.leaveMember(DEFAULT_IDS.guild, written);
    return {};
  }),

  /** The bot is invited to a guild, as a seed of the simulator. */
  invite: stimulus(z.looseObject({ name: z.string() }), async (control, written) => {
    const { id } = await control.addGuild(written as GuildSeed);
    return { values: { invited: id } };
  }),

  /** The bot is removed from a guild, by id. */
  kick: stimulus(z.string(), async (control, written) => {
    await control.removeGuild(written);
    return {};
  }),

  /** Discord takes the session away: the bot has to identify anew. */
  invalidate: stimulus(z.literal(true), async (control) => {
    await control.invalidateSession(0);
    return {};
  }),

  /** Anything else that the simulator can do: a call of its control interface. The id of what it makes is `$made`. */
  control: stimulus(z.record(z.string(), z.array(z.json())), async (control, calls) => {
    let made: string | undefined;
    for (const [method, args] of Object.entries(calls)) {
      const call = (control as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[method];
      if (call === undefined) throw new Error(`the simulator has no ${method}`);
      made = idOf(await call(...args)) ?? made;
    }
    return made === undefined ? {} : { values: { made } };
  }),

  /** Any dispatch of the gateway, as it is. */
  dispatch: stimulus(
    z.strictObject({ event: z.string(), data: z.looseObject({}) }),
    async (control, { event, data }) => {
      await control.dispatch(event, data, { guildId: DEFAULT_IDS.guild });
      return {};
    },
  ),
} as const;

export type StimulusName = keyof typeof STIMULI;

/** The id, or the code, of something that was made; of several that of the last. */
function idOf(made: unknown): string | undefined {
  if (Array.isArray(made)) return idOf(made.at(-1));
  if (typeof made !== "object" || made === null) return undefined;
  const { id, code, user } = made as { id?: unknown; code?: unknown; user?: unknown };
  if (typeof id === "string") return id;
  return typeof code === "string" ? code : idOf(user);
}

/** The keys of a step that stand for stimuli, each optional. */
export const stimulusSchemas = {
  start: STIMULI.start.schema.optional(),
  pause: STIMULI.pause.schema.optional(),
  slash: STIMULI.slash.schema.optional(),
  autocomplete: STIMULI.autocomplete.schema.optional(),
  contextMenu: STIMULI.contextMenu.schema.optional(),
  button: STIMULI.button.schema.optional(),
  select: STIMULI.select.schema.optional(),
  modal: STIMULI.modal.schema.optional(),
  message: STIMULI.message.schema.optional(),
  react: STIMULI.react.schema.optional(),
  join: STIMULI.join.schema.optional(),
  leave: STIMULI.leave.schema.optional(),
  invite: STIMULI.invite.schema.optional(),
  kick: STIMULI.kick.schema.optional(),
  invalidate: STIMULI.invalidate.schema.optional(),
  control: STIMULI.control.schema.optional(),
  dispatch: STIMULI.dispatch.schema.optional(),
} as const satisfies Record<StimulusName, z.ZodType>;

/** Plays the stimulus of a step; `written` has the shape of its schema. */
export function play(control: SimulatorControl, name: StimulusName, written: unknown): Promise<Played> {
  const { play } = STIMULI[name] as unknown as Stimulus<z.ZodUnknown>;
  return play(control, written);
}
