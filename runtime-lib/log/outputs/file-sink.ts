import { close, constants, fstat, mkdir, open, readdir, rename, unlink, write, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Sink } from "./buffered-output.ts";
import type { RotationRule, Stamp } from "./rotation.ts";

/** Not `O_APPEND`: what is under way when the process ends is written again, to the same place. */
export const FILE_FLAGS = constants.O_WRONLY | constants.O_CREAT;
/** Logs are not everybody's business. */
export const FILE_MODE = 0o640;

/** Writes lines to the end of a file. Nobody else writes to it. */
export class FileSink implements Sink {
  #position = 0;
  /** The period of the lines in the file, where files are of periods; undefined until it is looked at. */
  #period: number | undefined;

  constructor(
    private readonly path: string,
    private fd: number,
    private readonly rotation: RotationRule | undefined,
  ) {}

  async send(lines: readonly string[]): Promise<void> {
    const bytes = Buffer.from(lines.join(""));
    await this.#prepare(bytes.length);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await promisify(write)(
        this.fd,
        bytes,
        done,
        bytes.length - done,
        this.#position + done,
      );
      done += bytesWritten;
    }
    this.#position += bytes.length;
  }

  sendSync(lines: readonly string[]): void {
    const bytes = Buffer.from(lines.join(""));
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.fd, bytes, done, bytes.length - done, this.#position + done);
  }

  /** Sees to it that there is a file with room for so many bytes. */
  async #prepare(length: number): Promise<void> {
    const { size, nlink, mtimeMs } = await promisify(fstat)(this.fd);
    if (nlink === 0) return await this.#reopen();
    // Somebody has emptied it, or added to it; what is left of an attempt that failed is written over.
    if (size < this.#position || size > this.#position + length) this.#position = size;
    const { rotation } = this;
    if (rotation === undefined) return;
    const now = Date.now();
    this.#period ??= rotation.periodOf(this.#position === 0 ? now : mtimeMs);
    if (rotation.isDue({ size: this.#position, length, period: this.#period, now })) await this.#rotate(now);
  }

  async #rotate(now: number): Promise<void> {
    const { stamp, keep, periodOf } = this.rotation!;
    const folder = dirname(this.path);
    const older = this.#older(await promisify(readdir)(folder));
    const time = stamp(this.#period!, now);
    const same = older.filter((each) => each.time === time).map(({ number }) => number);
    const number = Math.max(0, ...same) + 1;
    const [start, end] = this.#ends();
    // A second one of the same time has a number.
    const name = `${start}${time}${number === 1 ? "" : `.${number}`}${end}`;
    await promisify(rename)(this.path, join(folder, name));
    await this.#reopen();
    this.#period = periodOf(now);
    for (const each of older.slice(0, Math.max(0, older.length + 1 - keep)))
      await promisify(unlink)(join(folder, each.name));
    if (keep === 0) await promisify(unlink)(join(folder, name));
  }

  /** Those of the names that are older files, the oldest first. */
  #older(names: readonly string[]): (Stamp & { readonly name: string })[] {
    const [start, end] = this.#ends();
    return names
      .flatMap((name) => {
        const isOne = name.startsWith(start) && name.endsWith(end) && name.length > start.length + end.length;
        const stamp = isOne
          ? this.rotation!.stampIn(name.slice(start.length, name.length - end.length))
          : undefined;
        return stamp === undefined ? [] : [{ ...stamp, name }];
      })
      .sort((a, b) => (a.time === b.time ? a.number - b.number : a.time < b.time ? -1 : 1));
  }

  async #reopen(): Promise<void> {
    const old = this.fd;
    await promisify(mkdir)(dirname(this.path), { recursive: true });
    const fd = await promisify(open)(this.path, FILE_FLAGS, FILE_MODE);
    const { size } = await promisify(fstat)(fd);
    this.fd = fd;
    this.#position = size;
    await promisify(close)(old);
  }

  /** What stands before and behind the stamp in the names of older files. */
  #ends(): [start: string, end: string] {
    const name = basename(this.path);
    const dot = name.lastIndexOf(".");
    return dot > 0 ? [`${name.slice(0, dot)}.`, name.slice(dot)] : [`${name}.`, ""];
  }
}
