import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import type { Diagnostics, NO_POSITION } from "../diagnostics/diagnostics.ts";
import { SourceFile, type Span } from "../source/source-file.ts";

/** Beyond this a file is refused unread: parsing takes about a third of a second per megabyte. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Reasons a person understands for the operating system's error codes. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "the path is too long",
};

/**
 * Reads a UTF-8 text file, without its byte order mark.
 *
 * @param root folder that the file's name is given relative to
 * @param at what asked for the file: where problems are reported, because its content cannot be shown
 */
export function readSource(
  absolutePath: string,
  root: string,
  at: Span | typeof NO_POSITION,
  diagnostics: Diagnostics,
): SourceFile | undefined {
  const path = displayPath(absolutePath, root);
  try {
    const bytes = readBytes(absolutePath);
    if (typeof bytes === "number") {
      diagnostics.report("file-too-large", at, { path, bytes, limit: MAX_FILE_BYTES });
      return undefined;
    }
    const text = decode(bytes, path, at, diagnostics);
    return text === undefined ? undefined : new SourceFile(path, absolutePath, text);
  } catch (error) {
    diagnostics.report("file-unreadable", at, { path, reason: reasonOf(error) });
    return undefined;
  }
}

/** How a file is named to people: relative to the entry file's folder, `/`-separated. */
export function displayPath(absolutePath: string, root: string): string {
  return relative(root, absolutePath).replaceAll("\\", "/");
}

/** The file's bytes, or how many there are when they are too many. */
function readBytes(absolutePath: string): Buffer | number {
  const { size } = statSync(absolutePath);
  return size > MAX_FILE_BYTES ? size : readFileSync(absolutePath);
}

function decode(
  bytes: Buffer,
  path: string,
  at: Span | typeof NO_POSITION,
  diagnostics: Diagnostics,
): string | undefined {
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) {
    diagnostics.report("file-encoding", at, { path, encoding });
    return undefined;
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    diagnostics.report("file-binary", at, { path, reason: `byte ${nul} is zero` });
    return undefined;
  }
  const text = bytes.toString("utf8");
  if (!isUtf8(bytes)) {
    const line = text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
    diagnostics.report("file-binary", at, { path, reason: `line ${line} is not valid UTF-8` });
    return undefined;
  }
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** UTF-16 and UTF-32 by their byte order mark, and UTF-16 without one by the zero in its first character. */
function foreignEncoding(bytes: Buffer): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "UTF-32" : "UTF-16 (little endian)";
  if (a === 0xfe && b === 0xff) return "UTF-16 (big endian)";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "UTF-32";
  const isText = (byte: number | undefined) =>
    byte !== undefined && (byte >= 0x20 || byte === 0x0a || byte === 0x0d);
  if (isText(a) && b === 0 && isText(c) && d === 0) return "UTF-16 (little endian)";
  if (a === 0 && isText(b) && c === 0 && isText(d)) return "UTF-16 (big endian)";
  return undefined;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
