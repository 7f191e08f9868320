import { existsSync, readdirSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { LoadedProject } from "../1-load/index.ts";
import type { Asset } from "../language/fields/image.ts";
import type { Node } from "../source/node.ts";
import type { CheckContext } from "./context.ts";

/** Most files of which the nearest name is looked for. */
const MOST_FILES = 10_000;

/** The static files of a bot, and how what names one of them gets at it. */
export class StaticFiles {
  /** Files that are shipped beside the bundle, by where they go. */
  readonly shipped = new Map<string, Asset>();
  /** Files that were looked for where they are served from, absolute. */
  readonly served = new Set<string>();

  private constructor(
    /** Absolute folder that paths in documents are relative to. */
    private readonly root: string,
    /** Absolute folder of the static files. */
    readonly folder: string,
    /** The folder as the configuration has it. */
    readonly written: string,
    /** Address under which they are served; undefined where they are shipped beside the bundle. */
    readonly address: string | undefined,
  ) {}

  /** Undefined where the configuration says nothing of static files. */
  static of({ root, config }: Pick<LoadedProject, "root" | "config">): StaticFiles | undefined {
    const { value: address } = config.get("assets.base_url");
    const { value: written, node } = config.get("assets.dir");
    if (address === undefined && node === undefined) return undefined;
    return new StaticFiles(root, resolve(root, written), written, address);
  }

  /** Where a path that a document names leads. */
  resolve(path: string): string {
    return resolve(this.root, path);
  }

  /** The path within the folder, with slashes; undefined for what is not below it. */
  within(source: string): string | undefined {
    const path = relative(this.folder, source).split(sep).join("/");
    return path === "" || path.startsWith("..") || resolve(path) === path ? undefined : path;
  }

  /** The address of a file below the folder, where they have one. */
  addressOf(source: string): string | undefined {
    const path = this.within(source);
    if (this.address === undefined || path === undefined) return undefined;
    const url = new URL(this.address);
    const above = url.pathname.replace(/\/+$/, "");
    url.pathname = `${above}/${path.split("/").map(encodeURIComponent).join("/")}`;
    return url.href;
  }

  /** Has a file below the folder be shipped; gives its path beside the bundle. */
  ship(source: string): string {
    const target = `assets/files/${this.within(source)}`;
    this.shipped.set(target, { source, target });
    return target;
  }

  /** What documents would call the files that there are. */
  names(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" })
      .slice(0, MOST_FILES)
      .map((path) => relative(this.root, resolve(this.folder, path)).split(sep).join("/"))
      .sort();
  }
}

/** Whether a text is a path, and no address. */
export function isPath(text: string): boolean {
  return text.trim() !== "" && !/^[a-z][a-z0-9+.-]+:/i.test(text);
}

/**
 * The address of a static file that is named by its path. Undefined after reporting that there is none, or none of
 * that name.
 */
export function servedAddress(
  node: Node,
  path: string,
  files: StaticFiles,
  { diagnostics }: CheckContext,
): string | undefined {
  const source = files.resolve(path);
  const address = files.addressOf(source);
  if (address === undefined) {
    diagnostics.report("asset-outside", node.span, { path, folder: files.written });
  } else if (!isFile(source)) {
    diagnostics.report("asset-missing", node.span, { path, candidates: files.names() });
    return undefined;
  } else files.served.add(source);
  return address;
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
