import type { Bot } from "../bot/bot.ts";
import { EverywhereContext } from "../contexts/everywhere-context.ts";
import type { CacheFields } from "../sharding/shard-keeper.ts";
import {
  answersOf,
  type ShardAnswer,
  type ShardQuestion,
  type ShardScript,
} from "../sharding/shard-script.ts";
import type { Broker, BrokerListener } from "./broker.ts";
import { asMessage, type Message } from "./messages.ts";

/** A question that is under way. */
interface Question {
  /** The shards that have not answered. */
  readonly missing: Set<number>;
  readonly answers: Map<number, ShardAnswer>;
  /** Called when all have. */
  readonly done: () => void;
}

/** The processes of the bot: what this one asks and tells the others, and what it does for them. */
export class Cluster implements BrokerListener {
  readonly #scripts: ReadonlyMap<string, ShardScript>;
  readonly #questions = new Map<number, Question>();
  /** Which process was last heard to run a shard. */
  readonly #runners = new Map<number, string>();
  #asked = 0;

  /**
   * @param scripts what shards can be asked
   * @param fields of the entries that caches have, by the cache's name
   * @param awaits whether a guild of a shard of this process may have yet to arrive
   */
  constructor(
    private readonly bot: Bot,
    private readonly broker: Broker,
    scripts: readonly ShardScript[],
    readonly fields: CacheFields = {},
    readonly awaits: (guildId: string, shardId: number) => boolean = () => false,
  ) {
    this.#scripts = new Map(scripts.map((script) => [script.id!, script]));
  }

  open(): Promise<void> {
    return this.broker.open(this);
  }

  async close(): Promise<void> {
    this.#tell({ type: "leaves" });
    await this.broker.close();
  }

  /** Tells the others which shards run here. */
  announce(): void {
    this.#tell({ type: "runs", shards: this.bot.shard.ids });
  }

  /**
   * Asks shards of other processes. Each is in what it gives, with a reason where there is no value.
   * @param timeout milliseconds
   */
  async ask(
    { script, argument }: ShardQuestion,
    shards: readonly number[],
    timeout: number,
  ): Promise<ReadonlyMap<number, ShardAnswer>> {
    const ask = ++this.#asked;
    const answers = new Map<number, ShardAnswer>();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#questions.set(ask, { missing: new Set(shards), answers, done: resolve });
      timer = setTimeout(resolve, timeout);
      this.#tell({ type: "ask", ask, script: script.id!, shards, argument });
    });
    clearTimeout(timer);
    this.#questions.delete(ask);
    for (const shard of shards)
      if (!answers.has(shard)) answers.set(shard, { failure: this.#whySilent(shard, timeout) });
    return answers;
  }

  /** Has the handlers of an event run in every other process. */
  emit(name: string, data: unknown): void {
    this.#tell({ type: "event", name, data });
  }

  /** Has every other process drop what it has cached under the keys of a pattern. */
  drop(pattern: string): void {
    this.#tell({ type: "drop", pattern });
  }

  connected(): void {
    this.#tell({ type: "runs", shards: this.bot.shard.ids, asks: true });
  }

  received(received: unknown, from: string): void {
    const message = asMessage(received);
    switch (message?.type) {
      case "runs":
        return this.#noteRunner(message, from);
      case "leaves":
        return this.#forget(from);
      case "ask":
        return this.bot.work.track(this.#answer(message, from));
      case "answer":
        return this.#take(message);
      case "event":
        return this.#run(message);
      case "drop":
        return this.bot.work.track(this.bot.cache?.dropHere(message.pattern) ?? Promise.resolve());
      default:
        this.bot.log.debug({ from }, "another process has sent what this version does not understand");
    }
  }

  #tell(message: Message): void {
    this.broker.broadcast(message);
  }

  #send(to: string, message: Message): void {
    this.broker.send(to, message);
  }

  #noteRunner({ shards, asks }: Message & { type: "runs" }, from: string): void {
    this.#forget(from);
    for (const shard of shards) this.#runners.set(shard, from);
    if (asks) this.#send(from, { type: "runs", shards: this.bot.shard.ids });
  }

  #forget(from: string): void {
    for (const [shard, runner] of this.#runners) if (runner === from) this.#runners.delete(shard);
  }

  /** Answers for the shards that run here. Never fails. */
  async #answer(
    { ask, script: id, shards, argument }: Message & { type: "ask" },
    from: string,
  ): Promise<void> {
    const own = shards.filter((shard) => this.bot.shard.ids.includes(shard));
    if (own.length === 0) return;
    const script = this.#scripts.get(id);
    const answers =
      script === undefined
        ? own.map((shard) => [shard, { failure: UNKNOWN_SCRIPT }] as const)
        : (await answersOf(this.bot, { script, argument }, own)).map(
            ([shard, answer]) => [shard, this.#told(answer)] as const,
          );
    this.#send(from, { type: "answer", ask, answers });
  }

  /** What is sent of an answer; where an error happened is only known here. */
  #told(answer: ShardAnswer): ShardAnswer {
    if ("value" in answer) return answer;
    this.bot.log.error(
      { stack: this.bot.work.describe(answer.error) },
      "a script failed that another process asked for",
    );
    return { failure: answer.failure };
  }

  #take({ ask, answers }: Message & { type: "answer" }): void {
    const question = this.#questions.get(ask);
    if (question === undefined) return;
    for (const [shard, answer] of answers)
      if (question.missing.delete(shard)) question.answers.set(shard, answer);
    if (question.missing.size === 0) question.done();
  }

  #run({ name, data }: Message & { type: "event" }): void {
    const { bot } = this;
    if (!bot.work.stopped)
      bot.work.start(name, () => bot.emitted.fire(new EverywhereContext(bot), name, data));
  }

  #whySilent(shard: number, timeout: number): string {
    if (!this.broker.isConnected) return "the connection to other processes is lost";
    return this.#runners.has(shard) ? `no answer within ${timeout} ms` : "no process runs it";
  }
}

const UNKNOWN_SCRIPT = "unknown script: its process runs another version of the bot";
