import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, extname, resolve } from "node:path";
import { imageType, MAXIMUM_IMAGE } from "../../../runtime-lib/identity/image.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import { fieldKind } from "../field.ts";

/** A file that is shipped beside the bundle. */
export interface Asset {
  /** Where it lies, absolute. */
  readonly source: string;
  /** Where it goes, relative to the bundle: the name changes with the content. */
  readonly target: string;
}

/** An image: what gives its address or its path beside the bundle, and the file to ship, if there is one. */
export interface ImageSource {
  readonly value: Typed;
  readonly asset: Asset | undefined;
  /** The file that the build depends on where it is not shipped. */
  readonly read?: string;
}

/** An image by its address, or by the path of a file relative to the document. */
export const imageSource = fieldKind<ImageSource>("image", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the path or address of an image", context);
  if (isTemplate(node.value)) return { value: checkTemplate(node, context), asset: undefined };
  if (/^https?:\/\//.test(node.value))
    return { value: typedLiteral(node.value, node.span), asset: undefined };
  const source = resolve(dirname(node.span.file.absolutePath), node.value);
  const content = read(source);
  if (content === undefined) {
    context.diagnostics.report("image-not-found", node.span, { path: node.value });
    return undefined;
  }
  const problem = problemOf(content);
  if (problem !== undefined) {
    context.diagnostics.report("image-unusable", node.span, { path: node.value, problem });
    return undefined;
  }
  const extension = extname(source);
  const version = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const served = context.program.files?.addressOf(source);
  // The fragment changes with the content, and reaches no server: another address is another image.
  if (served !== undefined)
    return { value: typedLiteral(`${served}#${version}`, node.span), asset: undefined, read: source };
  const target = `assets/${basename(source, extension)}-${version}${extension}`;
  return { value: typedLiteral(target, node.span), asset: { source, target } };
});

function read(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function problemOf(content: Uint8Array): string | undefined {
  if (imageType(content) === undefined) return "it is no PNG, JPEG, GIF or WebP image";
  return content.length > MAXIMUM_IMAGE ? `it has more than ${MAXIMUM_IMAGE / 2 ** 20} MiB` : undefined;
}
