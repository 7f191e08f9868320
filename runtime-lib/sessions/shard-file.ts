import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import {
  type Claim,
  type Fence,
  heldByAnother,
  notTheNext,
  type SaveOptions,
  type ShardSnapshot,
  type SliceChanges,
  type StoredShard,
} from "./session-store.ts";
import { type LastSave, ShardLog, saveLines } from "./shard-log.ts";

/** Smaller logs are left as they are. */
const WORTH_COMPACTING = 1_048_576; /* bytes */

/** Read in one go. */
const STEP = 262_144; /* characters */

/** Session ids are as good as a token: nobody else reads them. */
const PRIVATE = { file: 0o600, folder: 0o700 } as const;

type Claims = Readonly<Record<string, readonly Claim[]>>;

/** What this process knows of a log, as it has written or read it last. */
interface Known {
  /** Which file it was, and how long. */
  readonly file: number;
  readonly size: number;
  /** How long it was when it was written anew. */
  readonly live: number;
  readonly token: number | undefined;
  readonly last: LastSave | undefined;
}

/** The files of one shard: the log, and the ids of claims that have ended since their holder saved. */
export class ShardFile {
  readonly #path: string;
  readonly #endedPath: string;
  #known: Known | undefined;
  /** The number of the save that changes are of. */
  #base: number | undefined;
  /** What is under way: one thing after another. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly shardId: number,
    private readonly log: Logger,
  ) {
    this.#path = join(folder, `shard-${shardId}.jsonl`);
    this.#endedPath = join(folder, `shard-${shardId}.ended`);
  }

  /** What cannot be read counts as not there, with a warning: then the shard begins a new session. */
  load(fence?: Fence): Promise<StoredShard | undefined> {
    return this.#alone(async () => {
      const log = await this.#read();
      this.#check(fence);
      if (fence !== undefined) await this.#add([JSON.stringify(fence)], fence);
      this.#base = log?.last?.save;
      if (log?.last === undefined) return undefined;
      const { session, compat, holder, claims } = log.last;
      const open = await this.#open(claims);
      return { session, compat, holder, slices: log.stored(), claims: new Map(Object.entries(open)) };
    });
  }

  save(
    { claims: own, holder, ...snapshot }: ShardSnapshot,
    changes: SliceChanges,
    { fence, last }: SaveOptions = {},
  ): Promise<void> {
    return this.#alone(async () => {
      await this.#refresh();
      this.#check(fence);
      const isNext = this.#base !== undefined && this.#base === this.#known?.last?.save;
      if (!isNext) this.#base = undefined;
      if (!isNext && [...changes.values()].some(({ whole }) => !whole)) throw notTheNext(this.shardId);
      const { [holder]: _, ...others } = await this.#open(this.#known?.last?.claims ?? {});
      const line = {
        save: (this.#known?.last?.save ?? 0) + 1,
        token: fence?.token ?? this.#known?.token,
        ...snapshot,
        holder,
        claims: own.length === 0 ? others : { ...others, [holder]: own },
      };
      const lines = saveLines(changes, line);
      const state = { last: line, token: line.token };
      if (isNext) await this.#add(lines, state, last);
      else await this.#replace(lines, state);
      this.#base = line.save;
      // What has ended of others is told as long as they have claims here.
      if (Object.keys(others).length === 0) await rm(this.#endedPath, { force: true });
      if (last !== true) await this.#compact();
    });
  }

  /** The open claims by holder, whoever has saved them; what this process has saved or loaded stays what it was. */
  claims(): Promise<ReadonlyMap<string, readonly Claim[]>> {
    return this.#alone(async () => {
      await this.#refresh();
      return new Map(Object.entries(await this.#open(this.#known?.last?.claims ?? {})));
    });
  }

  /** Notes claims that have ended. */
  ended(claims: readonly string[]): Promise<void> {
    return this.#alone(async () => {
      await mkdir(this.folder, { recursive: true, mode: PRIVATE.folder });
      const text = claims.map((id) => `${id}\n`).join("");
      await writeFile(this.#endedPath, text, { flag: "a", mode: PRIVATE.file });
    });
  }

  /** Makes claims of one holder those of another. */
  adopt(from: string, to: string, claimed: readonly Claim[]): Promise<void> {
    return this.#alone(async () => {
      await this.#refresh();
      const before = this.#known?.last;
      if (before === undefined) return;
      const { [from]: given = [], [to]: own = [], ...others } = await this.#open(before.claims);
      const isOneOf = (claims: readonly Claim[], id: string) => claims.some((each) => each.id === id);
      const left = given.filter(({ id }) => !isOneOf(claimed, id));
      const adopted = claimed.filter(({ id }) => isOneOf(given, id));
      const kept = own.filter(({ id }) => !isOneOf(adopted, id));
      const claims = { ...others, [from]: left, [to]: [...kept, ...adopted] };
      const last = { ...before, save: before.save + 1, claims };
      await this.#add(saveLines([], last), { last, token: this.#known!.token });
      if (this.#base === before.save) this.#base = last.save;
    });
  }

  remove(fence?: Fence): Promise<void> {
    return this.#alone(async () => {
      await this.#refresh();
      this.#check(fence);
      const token = fence?.token ?? this.#known?.token;
      if (token === undefined) await rm(this.#path, { force: true });
      else await this.#replace([JSON.stringify({ token })], { token });
      await rm(this.#endedPath, { force: true });
      this.#base = undefined;
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#busy;
  }

  #alone<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#busy.then(run).catch((error: unknown) => {
      // What is on the disk now is looked at before anything else is written.
      this.#known = undefined;
      if (error instanceof FurlowError) throw error;
      throw new FurlowError("E4004", `${this.#path}: ${messageOf(error)}`);
    });
    this.#busy = done.catch(() => {});
    return done;
  }

  #check(fence: Fence | undefined): void {
    const token = this.#known?.token;
    if (fence !== undefined && token !== undefined && fence.token < token) throw heldByAnother(this.shardId);
  }

  /** Claims that have not ended since they were saved. */
  async #open(claims: Claims): Promise<Claims> {
    if (Object.keys(claims).length === 0) return claims;
    const ended = new Set((await readIfThere(this.#endedPath))?.split("\n"));
    const open = Object.entries(claims).map(
      ([holder, each]) => [holder, each.filter(({ id }) => !ended.has(id))] as const,
    );
    return Object.fromEntries(open.filter(([, each]) => each.length > 0));
  }

  /** Another process may have written since this one did. */
  async #refresh(): Promise<void> {
    const found = await stat(this.#path).catch(() => undefined);
    if (found === undefined) this.#known = undefined;
    else if (found.ino !== this.#known?.file || found.size !== this.#known.size) await this.#read();
  }

  /** Reads the log, in steps between which other things run; undefined when there is none that can be used. */
  async #read(): Promise<ShardLog | undefined> {
    this.#known = undefined;
    try {
      const text = await readIfThere(this.#path);
      if (text === undefined) return undefined;
      const log = new ShardLog();
      let live = 0;
      for (let from = 0, to = 0, pause = STEP; from < text.length; from = to) {
        to = text.indexOf("\n", from) + 1 || text.length;
        log.read(text.slice(from, to));
        if (live === 0 && log.last !== undefined) live = to;
        if (to < pause) continue;
        await nextTurn();
        pause = to + STEP;
      }
      // A line that was torn must not swallow the next one.
      if (text !== "" && !text.endsWith("\n")) await writeFile(this.#path, "\n", { flag: "a" });
      const { ino: file, size } = await stat(this.#path);
      this.#known = { file, size, live, token: log.token, last: log.last };
      return log;
    } catch (error) {
      const reason = messageOf(error);
      this.log.warn({ file: this.#path, reason }, "a saved session cannot be read and counts as lost");
      return undefined;
    }
  }

  /** Appends lines; a log without a save is begun anew. */
  async #add(
    lines: Iterable<string>,
    { token, last = this.#known?.last }: Pick<Known, "token"> & Partial<Known>,
    toDisk = false,
  ): Promise<void> {
    if (this.#known?.last === undefined) return await this.#replace(lines, { token, last });
    const file = await open(this.#path, "a", PRIVATE.file);
    try {
      const text = Buffer.from(`${[...lines].join("\n")}\n`);
      await file.appendFile(text);
      if (toDisk) await file.datasync();
      this.#known = { ...this.#known, size: this.#known.size + text.length, token, last };
    } finally {
      await file.close();
    }
  }

  /** Writes the log anew once most of it is outdated. What fails leaves it as it was. */
  async #compact(): Promise<void> {
    const { size, live } = this.#known!;
    if (size < Math.max(WORTH_COMPACTING, 2 * live)) return;
    const log = await this.#read();
    if (log?.last === undefined) return;
    const { token, last } = log;
    await this.#replace(log.lines(), { token, last }).catch((error: unknown) =>
      this.log.warn(
        { file: this.#path, reason: messageOf(error) },
        "a log of a session cannot be written anew",
      ),
    );
  }

  async #replace(lines: Iterable<string>, state: Pick<Known, "token"> & Partial<Known>): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: PRIVATE.folder });
    const path = `${this.#path}.${process.pid}`;
    await rm(path, { force: true });
    const file = await open(path, "wx", PRIVATE.file);
    try {
      for (const line of lines) await file.appendFile(`${line}\n`);
      await file.datasync();
      const { ino, size } = await file.stat();
      await rename(path, this.#path);
      this.#known = { file: ino, size, live: size, last: undefined, ...state };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
