import { readFile } from "node:fs/promises";
import { basename, relative, resolve, sep } from "node:path";
import type { RawFile } from "@discordjs/rest";
import { FurlowError, messageOf } from "../errors/errors.ts";
import { property, text } from "../expressions/values.ts";

/** A file to attach. It is read when the message is sent. */
export interface FileInput {
  /** Reads or fetches its content. Throws E3003 when it cannot be had. */
  load(): Promise<LoadedFile>;
}

/** How a file is shown. */
export interface FileLook {
  readonly name?: string;
  readonly description?: string;
}

/** A file with its content, and what Discord is told about it. */
export interface LoadedFile extends RawFile {
  readonly name: string;
  readonly description: string | undefined;
}

/** Largest file that is fetched, in bytes: what Discord takes at most of a bot. */
const MAXIMUM_SIZE = 104_857_600;
/** How long fetching may take, in milliseconds (limits.md: HTTP action time). */
const TIMEOUT = 30_000;

/** A file from an address, a path below the bot's folder, an attachment, or the content itself. */
export function file(source: unknown, { name, description }: FileLook = {}): FileInput {
  return {
    async load() {
      const { data, name: own } = await load(source);
      return { name: name || own, data, description };
    },
  };
}

/** A file that lies beside the bundle. */
export function shippedFile(path: string, { name, description }: FileLook = {}): FileInput {
  return {
    async load() {
      try {
        const data = await readFile(
          new URL(path.split("/").map(encodeURIComponent).join("/"), import.meta.url),
        );
        return { name: name || basename(path), data, description };
      } catch (error) {
        throw new FurlowError("E3003", `The file "${path}" cannot be read: ${messageOf(error)}`);
      }
    },
  };
}

/** Files from a list that an expression gave: of what `file` takes, or maps of it with a name. */
export function filesFrom(value: unknown): FileInput[] {
  if (value === undefined || value === null) return [];
  return [value].flat().map((each) => {
    const source = property(each, "attachment") ?? property(each, "path");
    if (source === undefined) return file(each);
    const name = property(each, "name");
    const description = property(each, "description");
    return file(source, {
      ...(name !== undefined && { name: text(name) }),
      ...(description !== undefined && { description: text(description) }),
    });
  });
}

async function load(source: unknown): Promise<{ data: Uint8Array | string; name: string }> {
  if (source instanceof Uint8Array) return { data: source, name: "file" };
  // Attachments, and what is made in memory: an address or data with a name.
  const inside = property(source, "url") ?? property(source, "data");
  if (inside !== undefined) {
    const { data, name } = await load(inside);
    return { data, name: text(property(source, "filename") ?? property(source, "name")) || name };
  }
  const written = text(source);
  if (written === "") throw new FurlowError("E3003", "No file is given");
  return /^https?:\/\//i.test(written) ? download(written) : read(written);
}

/** Reads a file of the bot. What expressions compute leads neither out of its folder nor to hidden files. */
async function read(path: string): Promise<{ data: Uint8Array; name: string }> {
  const folder = process.cwd();
  const full = resolve(folder, path);
  const inside = relative(folder, full);
  if (inside.split(sep).some((part) => part === "" || part.startsWith(".")) || resolve(inside) !== full) {
    throw new FurlowError("E3003", `"${path}" is not a file in the bot's folder`);
  }
  try {
    return { data: await readFile(full), name: basename(full) };
  } catch (error) {
    throw new FurlowError("E3003", `The file "${path}" cannot be read: ${messageOf(error)}`);
  }
}

async function download(address: string): Promise<{ data: Uint8Array; name: string }> {
  const failed = (reason: string) => new FurlowError("E3003", `${address} cannot be fetched: ${reason}`);
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) }).catch((error: unknown) => {
    throw failed(messageOf(error));
  });
  if (!response.ok) throw failed(`it answered with ${response.status}`);
  if (Number(response.headers.get("content-length") ?? 0) > MAXIMUM_SIZE) throw failed("it is too large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAXIMUM_SIZE) throw failed("it is too large");
    chunks.push(chunk);
  }
  const name = decodeURIComponent(basename(new URL(address).pathname));
  return { data: Buffer.concat(chunks), name: name === "" ? "file" : name };
}
