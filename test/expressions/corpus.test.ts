import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostics.ts";
import { checkProject } from "../../compiler/index.ts";
import { type CorpusProject, corpusProjects, hasCorpus } from "../support/corpus.ts";
import { writeFiles } from "../support/temporary.ts";
import { type WrittenExpression, writtenExpressions } from "../support/written-expressions.ts";

const projects = corpusProjects();

/** Expressions that are replaced in one run; far apart, so that none hides another. */
const RUNS = 8;

/** What is wrong in the documents, by file, line and code, as `docs/corpus-findings.md` lists it. */
function findings(): string[] {
  const page = readFileSync(join(import.meta.dirname, "../../docs/corpus-findings.md"), "utf8");
  return [...page.matchAll(/^\| `([^`]+)` \| (\d+) \| (FUR\d+) \|/gm)].map(
    ([, file, line, code]) => `${file}:${line} ${code}`,
  );
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-corpus-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check({ entry, files }: CorpusProject, changed: Readonly<Record<string, string>> = {}) {
  writeFiles(folder, { ...files, ...changed });
  try {
    return checkProject({ entry, cwd: folder, environment: {} }).diagnostics;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where a diagnostic stands in what others wrote. */
function originOf({ span, code }: Diagnostic, { origins }: CorpusProject): string {
  if (span === undefined) return `nowhere ${code}`;
  const origin = origins[span.file.path]!;
  return `${origin.file}:${span.file.position(span.start).line + origin.offset} ${code}`;
}

interface Placed extends WrittenExpression {
  readonly path: string;
  /** What stands for it: a root that does not exist. */
  readonly name: string;
}

function expressionsOf({ files }: CorpusProject): Placed[] {
  const written = Object.entries(files).flatMap(([path, text]) =>
    writtenExpressions(text).map((each) => ({ ...each, path })),
  );
  return written.map((each, i) => ({ ...each, name: `nowhere_${i}` }));
}

/** The files with each of some expressions replaced by its unknown root. */
function replaced(project: CorpusProject, expressions: readonly Placed[]): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const { path, start, end, name, kind } of [...expressions].sort((a, b) => b.start - a.start)) {
    const text = changed[path] ?? project.files[path]!;
    // Text that may be an expression is one for certain within `${}`; quoted, for YAML's sake.
    const quoted = /["']/.test(text[start - 1] ?? "");
    const written = kind === "value" ? (quoted ? `\${${name}}` : `"\${${name}}"`) : name;
    changed[path] = text.slice(0, start) + written + text.slice(end);
  }
  return changed;
}

/** Of some expressions those that are not noticed when they name what does not exist. */
function unnoticed(project: CorpusProject, expressions: readonly Placed[]): Placed[] {
  const named = check(project, replaced(project, expressions))
    .filter(({ slug }) => slug === "unknown-name" || slug === "setting-expression")
    .map(({ span }) => `${span!.file.path} ${span!.file.text.slice(span!.start, span!.end)}`);
  return expressions.filter(({ path, name }) => !named.includes(`${path} ${name}`));
}

/** Those that no run notices, be they replaced alone or with others. */
function hiddenOf(project: CorpusProject): Placed[] {
  const all = expressionsOf(project);
  const groups = Array.from({ length: RUNS }, (_, run) => all.filter((_, i) => i % RUNS === run));
  return groups
    .flatMap((group) => (group.length === 0 ? [] : unnoticed(project, group)))
    .flatMap((expression) => unnoticed(project, [expression]));
}

/** What says that a part of the language waits for its implementation, and what to switch on at Discord. */
const WAITING = ["not-supported", "privileged-intent"];

describe.skipIf(!hasCorpus)("the corpus and the guide", () => {
  it("have expressions", () => {
    expect(projects.flatMap(expressionsOf).length).toBeGreaterThan(400);
  });

  it.each(projects.map((project) => [project.name, project] as const))(
    "%s: every expression is checked",
    (_name, project) => {
      const hidden = hiddenOf(project);
      expect(hidden.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([]);
    },
  );

  it("are right but for the findings and what is not supported yet", () => {
    const found = projects.flatMap((project) =>
      check(project)
        .filter(({ slug }) => !WAITING.includes(slug))
        .map((each) => `${originOf(each, project)}: ${each.message}`),
    );
    const listed = findings();
    expect(found.filter((each) => !listed.some((finding) => each.startsWith(`${finding}:`)))).toEqual([]);
    expect(listed.filter((finding) => !found.some((each) => each.startsWith(`${finding}:`)))).toEqual([]);
  });
});
