import { clearLine, createInterface, cursorTo, type Interface } from "node:readline";
import type { SimulatorControl } from "../../simulator/control/control.ts";
import type { Command } from "../../simulator/index.ts";
import type { RunningBot } from "../run-bundle.ts";
import { describeRequest } from "./describe-request.ts";
import { readSlashLine } from "./slash-line.ts";

/** How often the simulator is asked what the bot has sent. */
const POLL_INTERVAL = 100; /* ms */

/** Discord's own patience with a command. */
const ANSWER_TIMEOUT = 3_000; /* ms */

/**
 * Reads commands and messages from standard input, sends them to the bot as the user tester, and prints what
 * the bot sends. At a terminal, Ctrl-C and Ctrl-D stop the bot. Returns what closes the prompt.
 */
export async function openPrompt(
  control: SimulatorControl,
  commands: () => Promise<Command[]>,
  bot: RunningBot,
): Promise<() => void> {
  const names = (await commands()).map(({ name }) => `/${name}`);
  const start = await lastRequest(control);
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    ...(terminal && { output: process.stdout }),
    prompt: terminal ? "> " : "",
  });
  const say = (text: string) => printAbove(lines, terminal, text);
  const printSent = follow(start, control, say);
  const poll = setInterval(printSent, POLL_INTERVAL);
  // One after the other: an answer belongs to what was typed before it.
  let last = Promise.resolve();
  lines.on("line", (line) => {
    last = last.then(() => send(line.trim(), control, commands, say)).then(printSent);
    if (terminal) lines.prompt();
  });
  if (terminal) {
    lines.on("SIGINT", () => bot.stop("SIGINT"));
    lines.on("close", () => bot.stop("SIGINT"));
  }
  say("The bot is connected to a simulated Discord. Type a command or a message; Ctrl-C ends it.");
  say(`Commands: ${names.join(" ") || "none"}`);
  return () => {
    clearInterval(poll);
    lines.close();
  };
}

type Say = (text: string) => void;

/** Prints a line without tearing apart what is being typed. */
function printAbove(lines: Interface, terminal: boolean, text: string): void {
  if (terminal) {
    cursorTo(process.stdout, 0);
    clearLine(process.stdout, 0);
  }
  process.stdout.write(`${text}\n`);
  if (terminal) lines.prompt(true);
}

async function send(
  line: string,
  control: SimulatorControl,
  commands: () => Promise<Command[]>,
  say: Say,
): Promise<void> {
  if (line === "") return;
  try {
    if (!line.startsWith("/")) return void (await control.sendMessage({ content: line }));
    const { interactionId } = await control.slash(readSlashLine(line, await commands()));
    await control
      .waitForResponse(interactionId, { timeout: ANSWER_TIMEOUT })
      .catch(() => say(`(no answer within ${ANSWER_TIMEOUT / 1000} s)`));
  } catch (error) {
    say(`(${error instanceof Error ? error.message : String(error)})`);
  }
}

async function lastRequest(control: SimulatorControl): Promise<number> {
  return (await control.requests()).at(-1)?.n ?? 0;
}

/** Prints what the bot has sent since the last call. */
function follow(start: number, control: SimulatorControl, say: Say): () => Promise<void> {
  let since = start;
  return async () => {
    for (const request of await control.requests({ since })) {
      since = Math.max(since, request.n);
      const text = describeRequest(request);
      if (text !== undefined) say(`bot  ${text}`);
    }
  };
}
