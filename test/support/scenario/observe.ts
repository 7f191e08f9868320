import { InteractionResponseType, MessageFlags } from "discord-api-types/v10";
import type { InteractionResponse, LoggedRequest, Message, Simulator } from "../../../simulator/index.ts";
import type { LogLine, RunningBot } from "../running-bot.ts";
import type { ExpectedLine, ExpectedMessage, ExpectedRequest } from "./schema.ts";

/** Lines that every bot logs, about itself. */
const OWN_LINES = ["connecting shards", "connected to Discord", "registered commands", "stopping"];

/** Requests of connecting, and answers to interactions, which `response` and `followups` are about. */
const OTHER_REQUESTS =
  /^(\S+ \/(gateway|applications\/\d|interactions|oauth2)|GET \/(users|applications)\/@me$)/;

/** The lines that the bot's document is the reason of. */
export function scenarioLines(bot: RunningBot): LogLine[] {
  return bot.log.filter(({ msg }) => !OWN_LINES.includes(msg));
}

/** The requests that a scenario has to name. */
export async function scenarioRequests(sim: Simulator): Promise<LoggedRequest[]> {
  const answers = `/webhooks/${sim.applicationId}/`;
  return (await sim.control.requests()).filter(
    ({ method, path }) => !OTHER_REQUESTS.test(`${method} ${path}`) && !path.startsWith(answers),
  );
}

/** What Discord shows of the bot, and how often it was told anew since the bot connected. */
export async function shownPresence(sim: Simulator): Promise<Record<string, unknown>> {
  const session = (await sim.control.sessions()).find(({ connected }) => connected);
  return { ...session?.presence, updates: session?.presenceUpdates };
}

/** A line as `log` writes it. */
export function asLine(line: LogLine): Record<string, unknown> {
  return { ...line, message: line.msg, yaml: topPlace(line.stack) };
}

/** The topmost place of a stack, without the generated file behind it. */
function topPlace(stack: string | undefined): string | undefined {
  return /^ {4}at (\S+)/m.exec(stack ?? "")?.[1];
}

/** A text alone is a line of the action `log`, at its usual level. */
export function linePattern(expected: ExpectedLine): Record<string, unknown> {
  return typeof expected === "string" ? { level: "info", message: expected } : { ...expected };
}

/** `POST /channels/1/messages`, with the route instead of the path where the pattern has one. */
export function describeRequest(request: LoggedRequest, like = ""): string {
  return `${request.method} ${like.includes("{") ? request.route : request.path}`;
}

/** What a request carries, as `requests` writes it: its body, with the `files` beside it. */
export function asBody({ body, files }: LoggedRequest): unknown {
  return files.length === 0 ? body : { ...(body as object), files };
}

/** The method and place of a request with what its body must hold. */
export function requestPattern(expected: ExpectedRequest): { what: string; body: unknown } {
  const [what = "", body] = Object.entries(expected)[0] ?? [];
  return { what, body };
}

/** An answer as `response` writes it: the message's fields, with how it was given. */
export function asResponse(response: InteractionResponse): Record<string, unknown> {
  const { type, data, message } = response;
  const deferred = type === InteractionResponseType.DeferredChannelMessageWithSource;
  return { ...(message === null ? {} : asMessage(message)), type, data, deferred };
}

export function asMessage(message: Message): Record<string, unknown> {
  return { ...message, ephemeral: (message.flags & MessageFlags.Ephemeral) !== 0 };
}

/** A text alone is what the message says. */
export function messagePattern(expected: ExpectedMessage): Record<string, unknown> {
  return typeof expected === "string" ? { content: expected } : expected;
}
