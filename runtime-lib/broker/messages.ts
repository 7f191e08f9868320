import type { ShardAnswer } from "../sharding/shard-script.ts";

/** What the processes of a bot say to each other. */
export type Message =
  /** Runs these shards; with `asks`, the others are to say which they run. */
  | { readonly type: "runs"; readonly shards: readonly number[]; readonly asks?: boolean }
  /** Runs no shards any more. */
  | { readonly type: "leaves" }
  /** Wants to know what a script gives on some shards. */
  | {
      readonly type: "ask";
      readonly ask: number;
      readonly script: string;
      readonly shards: readonly number[];
      readonly argument?: unknown;
    }
  | {
      readonly type: "answer";
      readonly ask: number;
      readonly answers: readonly (readonly [shard: number, answer: ShardAnswer])[];
    }
  /** Runs the handlers of an event of the bot's own. */
  | { readonly type: "event"; readonly name: string; readonly data: unknown }
  /** Drops what is cached under the keys of a pattern. */
  | { readonly type: "drop"; readonly pattern: string };

/** A message that this version understands; undefined for another. */
export function asMessage(value: unknown): Message | undefined {
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  const message = value as Record<string, unknown>;
  const has = (key: string, type: "string" | "number") => typeof message[key] === type;
  const isKnown = {
    runs: isNumbers(message["shards"]),
    leaves: true,
    ask: has("ask", "number") && has("script", "string") && isNumbers(message["shards"]),
    answer: has("ask", "number") && Array.isArray(message["answers"]) && message["answers"].every(isAnswer),
    event: has("name", "string"),
    drop: has("pattern", "string"),
  };
  const { type } = value;
  const known = typeof type === "string" && Object.hasOwn(isKnown, type) && isKnown[type as Message["type"]];
  return known ? (value as Message) : undefined;
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "number");
}

function isAnswer(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [shard, answer] = value as unknown[];
  const isObject = typeof answer === "object" && answer !== null;
  return typeof shard === "number" && isObject && ("value" in answer || "failure" in answer);
}
