import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { packageRoot } from "../compiler/4-emit/package-root.ts";
import { CommandEnd, EXIT } from "./exit-codes.ts";

/** What there is to start from: folders of `templates/init`. */
export const TEMPLATES = ["simple", "moderation"] as const;
export type Template = (typeof TEMPLATES)[number];

export interface InitOptions {
  /** Absolute path of the project's folder; it need not be there. */
  readonly folder: string;
  /** Undefined for nothing but the workflow. */
  readonly template: Template | undefined;
  /** Whether a workflow for GitHub Actions is written. */
  readonly ci: boolean;
  /** Whether files that are there are replaced. */
  readonly force: boolean;
}

const WORKFLOW = ".github/workflows/furlow.yml";

/** What templates call their bot. */
const NAME = "my-bot";
const TITLE = "My Bot";

/**
 * Writes a project and returns the paths of its files, relative to its folder. Throws a CommandEnd, and writes nothing,
 * where files are in the way.
 */
export function initProject(options: InitOptions): string[] {
  const files = new Map([
    ...(options.template === undefined ? [] : templateFiles(options.template, nameOf(options.folder))),
    ...(options.ci ? [[WORKFLOW, read("ci/furlow.yml")] as const] : []),
  ]);
  const paths = [...files.keys()];
  const inTheWay = options.force ? [] : paths.filter((path) => existsSync(join(options.folder, path)));
  if (inTheWay.length > 0) {
    const place = relative(process.cwd(), options.folder) || "this folder";
    const hint = "add --force to replace them, or name another folder";
    throw new CommandEnd(EXIT.usage, `${place} has already: ${inTheWay.join(", ")}`, hint);
  }
  for (const [path, text] of files) write(join(options.folder, path), text);
  return paths;
}

function templateFiles(template: Template, name: string): (readonly [path: string, text: string])[] {
  const folder = join(packageRoot(), "templates/init", template);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .map((path) => [targetOf(path), named(read(`${template}/${path}`), path, name)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function read(path: string): string {
  return readFileSync(join(packageRoot(), "templates/init", path), "utf8");
}

/** `_gitignore` → `.gitignore`: npm leaves files of that name out of packages. */
function targetOf(path: string): string {
  return path.replace(/^_/, ".");
}

/** A template's text for a bot of that name; the compiler that wrote it is the one that is installed. */
function named(text: string, path: string, name: string): string {
  const own = text.replaceAll(NAME, name).replaceAll(TITLE, titleOf(name));
  return path === "package.json" ? own.replace('"*"', `"^${ownVersion()}"`) : own;
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

/** A name that npm, images and Kubernetes take, made of that of the folder. */
function nameOf(folder: string): string {
  const name = basename(folder)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^[^a-z]+|-+$/g, "");
  return name === "" ? NAME : name;
}

/** `hello-bot` → `Hello Bot` */
function titleOf(name: string): string {
  return name.replace(/(^|-)(\w)/g, (_, before: string, letter: string) => {
    return `${before === "" ? "" : " "}${letter.toUpperCase()}`;
  });
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandEnd(EXIT.failure, `${resolve(path)} cannot be written: ${reason}`);
  }
}
