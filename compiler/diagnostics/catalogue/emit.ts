import { diagnostic } from "../definition.ts";

/** FUR4xxx: writing the output. */
export const emitDiagnostics = {
  "output-not-ours": diagnostic<{ folder: string; example: string }>({
    code: "FUR4001",
    severity: "error",
    message: ({ folder, example }) => `the output folder ${folder} holds files of others, such as ${example}`,
    hint: () => "choose another folder with --out, or empty this one",
    explanation:
      "A build replaces its output folder as a whole. It only does so to a folder that is new, empty, or was " +
      "written by an earlier build.",
    fixture: "output-not-ours",
  }),
  "output-not-a-folder": diagnostic<{ folder: string }>({
    code: "FUR4002",
    severity: "error",
    message: ({ folder }) => `the output folder ${folder} is a file`,
    hint: () => "choose another folder with --out",
    explanation: "The path given with --out or `build.out` names something that is no folder.",
    fixture: "output-not-a-folder",
  }),
  "output-in-the-way": diagnostic<{ folder: string; path: string }>({
    code: "FUR4003",
    severity: "error",
    message: ({ folder, path }) =>
      `${folder}/${path} was not written by a build, and this one would overwrite it`,
    hint: () => "move the file elsewhere",
    explanation: "Files that others put into the output folder are kept; a build never overwrites one.",
    fixture: "output-in-the-way",
  }),
  "output-holds-sources": diagnostic<{ folder: string; path: string }>({
    code: "FUR4004",
    severity: "error",
    message: ({ folder, path }) => `the output folder ${folder} holds ${path}, which the bot is made of`,
    hint: () => "name a folder of its own, such as dist, with --out or `build.out`",
    explanation:
      "A build replaces its output folder as a whole, so none of the files that the bot is made of may lie in it: " +
      "neither the entry file nor what it imports. A pattern in `imports:` that also matches files in the output " +
      "folder has the same effect; make it narrower.",
    fixture: "output-holds-sources",
  }),
  "output-unwritable": diagnostic<{ folder: string; reason: string }>({
    code: "FUR4005",
    severity: "error",
    message: ({ folder, reason }) => `cannot write the output folder ${folder}: ${reason}`,
    hint: () => "make it and the folder it lies in writable, or choose another with --out",
    explanation:
      "A build is written beside the output folder first and then takes its place in one step, so both the output " +
      "folder and the folder it lies in must be writable. What was there before is left as it was.",
    fixture: "output-unwritable",
  }),
  "generated-type-error": diagnostic<{
    path: string;
    line: number;
    code: string;
    message: string;
    source: string;
  }>({
    code: "FUR4101",
    severity: "error",
    message: ({ message, code }) => `the generated code does not type-check: ${message} (${code})`,
    hint: ({ path, line, source }) =>
      `${path}:${line} is \`${source}\`; this is a mistake of the compiler, please report it`,
    explanation:
      "What the document says was accepted, but the TypeScript it became has a type error. Nothing was written. " +
      "This should never happen; the marked place in the document is where it comes from.",
    test: "test/diagnostics/internal.test.ts",
  }),
  "internal-error": diagnostic<{ detail: string }>({
    code: "FUR4102",
    severity: "error",
    message: ({ detail }) => `the compiler failed: ${detail}`,
    hint: () => "this is a mistake of the compiler, please report it with the document",
    explanation: "Something happened that the compiler's authors did not foresee. Nothing was written.",
    test: "test/diagnostics/internal.test.ts",
  }),
  "never-varies": diagnostic<{ message: string }>({
    code: "FUR4103",
    severity: "warning",
    message: ({ message }) =>
      `what stands here never varies: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    hint: () => "the conditions around it, or the value set before, decide it already",
    explanation:
      "Following the conditions around this place, the type check found that it always comes out the same, such as " +
      "a comparison with one text inside a branch for another. The bot does what the document says.",
    test: "test/diagnostics/never-varies.test.ts",
  }),
} as const;
