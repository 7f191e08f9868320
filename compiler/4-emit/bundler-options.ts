import type { BuildOptions } from "esbuild";

export interface BundlerSettings {
  /** Major version of Node. */
  readonly target: number;
  readonly minify: boolean;
}

/** How everything that ships is bundled. */
export function bundlerOptions({ target, minify }: BundlerSettings) {
  return {
    bundle: true,
    platform: "node",
    // It runs on Node 20 whatever it is made for.
    target: `node${Math.min(target, 20)}`,
    // Names stay: stacks can be read, and V8 takes in the wrappers that they select a quarter faster.
    minifySyntax: minify,
    minifyWhitespace: minify,
    legalComments: "none",
    // V8 reads and keeps a file in ASCII at half the cost.
    charset: "ascii",
    logLevel: "silent",
    metafile: true,
  } as const satisfies BuildOptions;
}

/** A module of the language, in which packages written for CommonJS can ask for Node's modules through require. */
export const MODULE = {
  format: "esm",
  banner: {
    js: 'import{createRequire as $require}from"node:module";const require=$require(import.meta.url);',
  },
} as const satisfies BuildOptions;
