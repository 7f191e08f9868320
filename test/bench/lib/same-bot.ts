import { isDeepStrictEqual } from "node:util";
import type { Loopback } from "./loopback/loopback.ts";
import { CALLS, type CommandName } from "./loopback/payloads.ts";
import { type Stand, startIn } from "./measure.ts";
import type { Opponent } from "./opponents.ts";

const TIMEOUT = 10_000; /* ms */

/** What a bot says, in the form that all libraries agree on. */
interface Said {
  readonly content: unknown;
  readonly embeds: unknown;
}

/** Throws unless all opponents give the same answers to each command and to a message. */
export async function requireSameBot(stands: readonly Stand[]): Promise<void> {
  let first: Said[] | undefined;
  for (const { opponent, loopback } of stands) {
    const answers = await answersOf(loopback, opponent);
    first ??= answers;
    if (isDeepStrictEqual(answers, first)) continue;
    const sides = `${JSON.stringify(answers)}\ninstead of\n${JSON.stringify(first)}`;
    throw new Error(`${opponent.name} answers otherwise:\n${sides}`);
  }
}

async function answersOf(loopback: Loopback, opponent: Opponent): Promise<Said[]> {
  const { bot } = await startIn(loopback, opponent, 2, "as-sent");
  try {
    const said: Said[] = [];
    for (const name of Object.keys(CALLS) as CommandName[]) {
      const { body } = await loopback.command(name, 1);
      said.push(inCommon((JSON.parse(body) as { data: Record<string, unknown> }).data));
    }
    loopback.message("nothing for the bot", 1);
    const message = new Promise<string>((resolve, reject) => {
      loopback.onMessage = (_channel, body) => resolve(body);
      setTimeout(() => reject(new Error(`${opponent.name} does not answer messages`)), TIMEOUT).unref();
    });
    loopback.message("!hello there", 1);
    said.push(inCommon(JSON.parse(await message) as Record<string, unknown>));
    return said;
  } finally {
    await bot.stop();
  }
}

function inCommon({ content, embeds }: Record<string, unknown>): Said {
  const list = Array.isArray(embeds) && embeds.length > 0 ? embeds : undefined;
  return { content: content ?? undefined, embeds: list };
}
