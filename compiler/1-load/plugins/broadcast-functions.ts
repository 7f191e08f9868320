import { createHash } from "node:crypto";
import type { NodePath, Scope, TraverseOptions } from "@babel/traverse";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { type ParsedModule, require } from "./parse-module.ts";

/** The function whose first argument runs on every shard. */
const BROADCAST = "broadcastEval";

/** Digits of an id: enough that no two functions of a bot ever have the same. */
const ID_LENGTH = 16;

/** A function that runs on every shard; offsets into its file. */
export interface BroadcastFunction {
  /** Made of its text: another version of the bot has the same one, or none of that id. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Finds the functions that a module has run on every shard, and reports those that need what only runs here. */
export function broadcastFunctions(
  module: ParsedModule,
  file: SourceFile,
  diagnostics: Diagnostics,
): BroadcastFunction[] {
  const found: BroadcastFunction[] = [];
  const visitor: TraverseOptions = {
    "CallExpression|OptionalCallExpression"(path: NodePath) {
      const first = argumentOf(path);
      if (first === undefined) return;
      const { start, end } = first.node;
      if (start == null || end == null) return;
      if (!first.isArrowFunctionExpression() && !first.isFunctionExpression()) {
        diagnostics.report("broadcast-not-inline", file.span(start, end), {});
        return;
      }
      for (const { name, at } of captured(first))
        diagnostics.report("broadcast-captures", file.span(at, at + name.length), { name });
      const text = file.text.slice(start, end);
      found.push({ id: createHash("sha256").update(text).digest("hex").slice(0, ID_LENGTH), start, end });
    },
  };
  const { default: traverse } = require("@babel/traverse") as typeof import("@babel/traverse");
  traverse(module, visitor);
  return found;
}

/** The first argument of a call of `….broadcastEval(…)`, or of `broadcastEval(…)`. */
function argumentOf(path: NodePath): NodePath | undefined {
  if (!path.isCallExpression() && !path.isOptionalCallExpression()) return undefined;
  const { callee } = path.node;
  const name =
    callee.type === "MemberExpression" || callee.type === "OptionalMemberExpression"
      ? callee.property
      : callee;
  if (name.type !== "Identifier" || name.name !== BROADCAST) return undefined;
  const args = path.get("arguments");
  return Array.isArray(args) ? args[0] : args;
}

interface Captured {
  readonly name: string;
  readonly at: number;
}

/** What a function uses that is declared outside of it. Types are gone when it runs, so they do not count. */
function captured(path: NodePath): Captured[] {
  const { start, end } = path.node as { start: number; end: number };
  const found: Captured[] = [];
  for (let scope: Scope | undefined = path.scope.parent; scope !== undefined; scope = scope.parent) {
    for (const [name, { referencePaths, constantViolations }] of Object.entries(scope.bindings)) {
      const uses = [...referencePaths, ...constantViolations].filter(
        ({ node }) => node.start! >= start && node.end! <= end,
      );
      const first = uses.find((use) => use.findParent((parent) => parent.isTSType()) === null);
      if (first !== undefined) found.push({ name, at: first.node.start! });
    }
  }
  return found;
}
