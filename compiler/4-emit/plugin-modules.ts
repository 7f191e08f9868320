import { basename } from "node:path";
import type { Loader, Plugin } from "esbuild";
import MagicString from "magic-string";
import type { PluginFile } from "../1-load/index.ts";
import { RUNTIME } from "../3-lower/ir.ts";

/** Put together here, so that nobody takes it for this very file's. */
const MAP_COMMENT = ["//#", "sourceMappingURL="].join(" ");

/** Loads the files of plugins, in which the functions for every shard are told apart by ids. */
export function pluginModules(files: readonly PluginFile[]): Plugin {
  const byPath = new Map(files.map((each) => [each.file.absolutePath, each]));
  return {
    name: "plugins",
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: "file" }, ({ path }) => {
        const plugin = byPath.get(path);
        if (plugin === undefined || plugin.broadcasts.length === 0) return undefined;
        return { contents: withBroadcasts(plugin), loader: loaderOf(path) };
      });
    },
  };
}

/**
 * Moves each function to the end of its file, where it is made known under its id, and leaves its name in the call. A
 * source map, written into the text, leads to where it stood.
 */
export function withBroadcasts({ file, broadcasts }: PluginFile): string {
  const code = new MagicString(file.text);
  const names = broadcasts.map((_, i) => `$broadcast${i}`);
  for (const [i, { id, start, end }] of broadcasts.entries()) {
    code.appendLeft(start, names[i]!);
    code.prependRight(start, `\nconst ${names[i]} = $broadcast(${JSON.stringify(id)}, `);
    code.appendLeft(end, ");");
    code.move(start, end, file.text.length);
  }
  code.prepend(`import { broadcast as $broadcast } from "${RUNTIME}"; `);
  code.append(`\nexport const $broadcasts = [${names.join(", ")}];\n`);
  const map = code.generateMap({ source: basename(file.path), includeContent: true, hires: true });
  return `${code.toString()}${MAP_COMMENT}${map.toUrl()}\n`;
}

function loaderOf(path: string): Loader {
  const ending = /\.[cm]?([jt]sx?)$/.exec(path)![1]!;
  return ending as "js" | "jsx" | "ts" | "tsx";
}
