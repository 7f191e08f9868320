import { relative } from "node:path";
import { type Diagnostics, NO_POSITION } from "../../diagnostics/diagnostics.ts";

/** Why a folder cannot be written to. */
export type OutputProblem =
  | { readonly kind: "not-ours"; readonly example: string }
  | { readonly kind: "not-a-folder" }
  | { readonly kind: "in-the-way"; readonly path: string }
  /** `path` is absolute. */
  | { readonly kind: "holds-sources"; readonly path: string }
  | { readonly kind: "unwritable"; readonly reason: string };

/** Reports why nothing was written; paths are named as seen from the current folder. */
export function reportOutput(problem: OutputProblem, out: string, diagnostics: Diagnostics): undefined {
  const folder = fromHere(out);
  switch (problem.kind) {
    case "not-ours":
      diagnostics.report("output-not-ours", NO_POSITION, { folder, example: problem.example });
      break;
    case "not-a-folder":
      diagnostics.report("output-not-a-folder", NO_POSITION, { folder });
      break;
    case "in-the-way":
      diagnostics.report("output-in-the-way", NO_POSITION, { folder, path: problem.path });
      break;
    case "holds-sources":
      diagnostics.report("output-holds-sources", NO_POSITION, { folder, path: fromHere(problem.path) });
      break;
    case "unwritable":
      diagnostics.report("output-unwritable", NO_POSITION, { folder, reason: problem.reason });
  }
}

/** Reasons a person understands for the operating system's error codes. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EBUSY: "it is in use, or something is mounted there",
  EXDEV: "it is on another file system than the folder it lies in",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a part of the path is a file",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "the path is too long",
  EMFILE: "too many files are open",
  EIO: "the disk reports an error",
};

/** The problem behind an error that the file system gave; undefined when it is none of those. */
export function diskProblem(error: unknown): OutputProblem | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  // A program that cannot be started is a broken installation, not an unwritable folder.
  if (String(error.syscall).startsWith("spawn")) return undefined;
  if (error.code === "ENOENT" && String(error.syscall).startsWith("mkd")) {
    return { kind: "unwritable", reason: "no folder can be made there" };
  }
  const reason = REASONS[String(error.code)];
  return reason === undefined ? undefined : { kind: "unwritable", reason };
}

function fromHere(path: string): string {
  return relative(process.cwd(), path).replaceAll("\\", "/") || ".";
}
