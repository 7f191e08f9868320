import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isFile, isPath, servedAddress } from "../../2-check/assets.ts";
import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { failed } from "../../expression/check/index.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { mayBeNothing } from "../../expression/types.ts";
import { isText, type Node } from "../../source/node.ts";
import { type Checked, fieldKind } from "../field.ts";
import { type ListOf, listOrTemplate } from "./list-or-template.ts";
import { limited } from "./shapes.ts";
import { text } from "./values.ts";

const MAXIMUM_FILES = 10;

/** An address, a path below the bot's folder, an attachment, or data that an expression gives. */
const source = fieldKind<FileSource>("file", { type: "string" }, (node, context) => {
  if (!isText(node))
    return wrongKind(node, "a path, an address, or an expression that gives a file", context);
  const value = checkTemplate(node, context);
  if (isTemplate(node.value)) return { value, isShipped: false };
  const found = staticFile(node, node.value, context);
  if (found === undefined) checkPath(node, node.value, context);
  return found ?? { value, isShipped: false };
});

/** A file of those that are served or shipped; undefined for any other. */
function staticFile(node: Node, path: string, context: CheckContext): FileSource | undefined {
  const { files } = context.program;
  if (files === undefined || !isPath(path) || isHidden(path)) return undefined;
  const found = files.resolve(path);
  if (files.within(found) === undefined) return undefined;
  if (files.address === undefined && isFile(found))
    return { value: typedLiteral(files.ship(found), node.span), isShipped: true };
  const address = files.address && servedAddress(node, path, files, context);
  if (address !== undefined) return { value: typedLiteral(address, node.span), isShipped: false };
  if (files.address === undefined)
    context.diagnostics.report("asset-missing", node.span, { path, candidates: files.names() });
  return { value: failed(node.span), isShipped: false };
}

/** Where a file comes from. */
export interface FileSource {
  readonly value: Typed;
  /** Whether that is a path beside the bundle. */
  readonly isShipped: boolean;
}

/** A file that is named when the bot is built has to be there, below the document's folder. */
function checkPath(node: Node, path: string, context: CheckContext): void {
  if (/^https?:\/\//i.test(path)) return;
  const reason =
    isHidden(path) || path.startsWith("/") ? "outside" : missing(node, path) ? "missing" : undefined;
  if (reason !== undefined) context.diagnostics.report("no-file", node.span, { path, reason });
}

function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => part === ".." || (part !== "." && part.startsWith(".")));
}

function missing(node: Node, path: string): boolean {
  const { absolutePath, path: shown } = node.span.file;
  // Files are named from the folder of the first document, also in those that it imports.
  const depth = shown.split("/").length;
  const folder = shown.startsWith("..")
    ? dirname(absolutePath)
    : resolve(absolutePath, ...Array(depth).fill(".."));
  return !existsSync(resolve(folder, path));
}

const fileFields = {
  attachment: source("Where it comes from.", { required: true, aliases: ["path", "url"] }),
  name: text("The name it is shown under."),
  description: limited("What it shows, for who cannot see it.", "the description", 1024),
};
type File = Checked<typeof fileFields>;

const list = listOrTemplate<File>("file", (node, context) => {
  if (node.kind === "map") return checkFields(fileFields, node, "file", node.span, context);
  const attachment = source("").check(node, context);
  return attachment && { attachment, name: undefined, description: undefined };
});

/** Files to attach; a single one stands for a list of one. */
export const files = fieldKind<ListOf<File>>(
  "list of file",
  { type: ["array", "string"] },
  (node, context) => {
    const beyond = node.kind === "list" ? node.items[MAXIMUM_FILES] : undefined;
    if (beyond !== undefined)
      context.diagnostics.report("too-many", beyond.span, { what: "files", limit: MAXIMUM_FILES });
    return list("").check(node, context);
  },
  fileFields,
);

export function lowerFiles(files: ListOf<File>, lower: LowerContext): Expression {
  const from = (value: Typed) => ir.call(ir.runtime("filesFrom"), [lower.value(value)]);
  if (files.kind === "computed") return from(files.list);
  return ir.array(
    files.items.map(({ attachment, name, description }) => {
      const look = present({
        name: name && lower.text(name),
        description: description && lower.text(description),
      });
      const { value, isShipped } = attachment!;
      // What an expression gives may be a list, or nothing.
      if (look.length === 0 && mayBeNothing(value.type)) {
        return ir.spread(from(value));
      }
      const args = look.length === 0 ? [] : [ir.object(look)];
      return ir.call(ir.runtime(isShipped ? "shippedFile" : "file"), [lower.value(value), ...args]);
    }),
  );
}
