import { diagnostic } from "../definition.ts";
import { didYouMean } from "../suggest.ts";

/** FUR1001–FUR1199: reading files, YAML, imports, the document's sections and the configuration. */
export const loadDiagnostics = {
  "file-unreadable": diagnostic<{ path: string; reason: string }>({
    code: "FUR1001",
    severity: "error",
    message: ({ path, reason }) => `cannot read ${path}: ${reason}`,
    hint: () => "check the path and that you may read the file",
    explanation: "The file named on the command line, or found beside it, could not be read.",
    fixture: "file-unreadable",
  }),
  "file-empty": diagnostic<{ path: string }>({
    code: "FUR1002",
    severity: "error",
    message: ({ path }) => `${path} says nothing: it is empty or holds only comments`,
    hint: () => 'start with `version: "0.1"` and a section such as `commands:`',
    explanation:
      "The entry file has no content, so there is no bot to build. An imported file may be empty: it adds nothing.",
    fixture: "file-empty",
  }),
  "file-binary": diagnostic<{ path: string; reason: string }>({
    code: "FUR1003",
    severity: "error",
    message: ({ path, reason }) => `${path} is not a text file: ${reason}`,
    hint: () => "save the file as UTF-8 text, or name another file",
    explanation: "FURLOW reads YAML as UTF-8 text. This file holds bytes that no UTF-8 text has.",
    fixture: "file-binary",
  }),
  "file-encoding": diagnostic<{ path: string; encoding: string }>({
    code: "FUR1004",
    severity: "error",
    message: ({ path, encoding }) => `${path} is encoded as ${encoding}, but only UTF-8 is read`,
    hint: () => "save it as UTF-8 (most editors: Save with encoding → UTF-8)",
    explanation:
      "Some editors on Windows save text as UTF-16. FURLOW reads UTF-8, with or without a byte order mark.",
    fixture: "file-encoding",
  }),
  "file-too-large": diagnostic<{ path: string; bytes: number; limit: number }>({
    code: "FUR1005",
    severity: "error",
    message: ({ path, bytes, limit }) =>
      `${path} has ${mebibytes(bytes)} MiB; at most ${mebibytes(limit)} are read`,
    hint: () => "split it with `imports:`, and keep data out of the bot's YAML",
    explanation:
      "A bot's YAML is written by people and stays small. A file of many megabytes is a mistake or generated data, and is refused before it costs time.",
    fixture: "file-too-large",
  }),
  "yaml-syntax": diagnostic<{ problem: string; advice: string | undefined }>({
    code: "FUR1010",
    severity: "error",
    message: ({ problem }) => problem,
    hint: ({ advice }) => advice,
    explanation:
      "The file is not valid YAML at this place. The usual causes: a value with a colon or a special first character that needs quotes, indentation that does not line up, tabs, or a bracket or quote that is not closed.",
    wrong: 'version: "0.1"\nname: «@»pingbot\n',
    right: 'version: "0.1"\nname: "@pingbot"\n',
  }),
  "yaml-duplicate-key": diagnostic<{ key: string }>({
    code: "FUR1011",
    severity: "error",
    message: ({ key }) => `${key} is written twice in this map`,
    hint: ({ key }) => `merge both into one \`${key}:\`, or rename one`,
    explanation: "A map can hold a key once; of two, one would silently be lost.",
    wrong: 'version: "0.1"\nname: ping\n«name»: pong\n',
    right: 'version: "0.1"\nname: pong\n',
  }),
  "yaml-key-kind": diagnostic<{ kind: string; braces: boolean }>({
    code: "FUR1012",
    severity: "error",
    message: ({ kind }) => `a key has to be text, but this one is ${kind}`,
    hint: ({ braces }) =>
      braces
        ? "text that starts with { needs quotes, and an expression is written ${...}"
        : "write `key: value`",
    explanation:
      "YAML reads {...} without quotes as a map and [...] as a list. Where one stands as a key it is nearly always meant as text.",
    wrong: 'version: "0.1"\nname: {«{ bot }»}\n',
    right: 'version: "0.1"\nname: "{{ bot }}"\n',
  }),
  "yaml-unknown-tag": diagnostic<{ tag: string }>({
    code: "FUR1013",
    severity: "error",
    message: ({ tag }) => `${tag} is not a YAML tag that is known here, or does not fit the value`,
    hint: () => "text that starts with ! needs quotes",
    explanation:
      "A ! at the start of a value begins a YAML tag. Only those of YAML's core (!!str, !!int, !!float, !!bool, !!null, !!map, !!seq) are understood.",
    wrong: 'version: "0.1"\nname: «!ping» bot\n',
    right: 'version: "0.1"\nname: "!ping bot"\n',
  }),
  "yaml-multiple-documents": diagnostic({
    code: "FUR1014",
    severity: "error",
    message: () => "a second YAML document starts here; a file holds one",
    hint: () => "remove the ---, or move what follows to a file of its own and import it",
    explanation: "A line of --- ends a YAML document and starts another. A FURLOW file is one document.",
    wrong: 'version: "0.1"\n«---»\nname: ping\n',
    right: 'version: "0.1"\nname: ping\n',
  }),
  "yaml-unknown-alias": diagnostic<{ name: string; anchors: readonly string[] }>({
    code: "FUR1015",
    severity: "error",
    message: ({ name }) => `*${name} refers to an anchor that is not defined above`,
    hint: ({ name, anchors }) =>
      didYouMean(name, anchors) ?? `text that starts with * needs quotes; an anchor is defined with &${name}`,
    explanation:
      "A * at the start of a value is a YAML alias: it repeats the value marked with & of the same name.",
    wrong: 'version: "0.1"\nname: «*bot»\n',
    right: 'version: "0.1"\nname: "*bot"\n',
  }),
  "yaml-cyclic-anchor": diagnostic<{ name: string }>({
    code: "FUR1016",
    severity: "error",
    message: ({ name }) => `*${name} stands inside the value that it repeats`,
    hint: ({ name }) => `move the value of &${name} out, or write this part again`,
    explanation: "An alias within its own anchor describes a value without end.",
    wrong: 'version: "0.1"\nconfig: &all\n  again: «*all»\n',
    right: 'version: "0.1"\nconfig:\n  base: &base {a: 1}\n  again: *base\n',
  }),
  "yaml-alias-bomb": diagnostic<{ name: string; limit: number }>({
    code: "FUR1017",
    severity: "error",
    message: ({ name, limit }) =>
      `written out, the aliases up to *${name} would come to more than ${limit} values`,
    hint: () => "use fewer aliases of aliases",
    explanation:
      "Aliases of lists of aliases multiply: a few lines can stand for billions of values. FURLOW counts them and stops.",
    fixture: "yaml-alias-bomb",
  }),
  "yaml-too-deep": diagnostic<{ limit: number }>({
    code: "FUR1018",
    severity: "error",
    message: ({ limit }) => `this is nested more than ${limit} levels deep`,
    hint: () => "move inner parts to flows of their own",
    explanation: "Lists and maps may nest up to 200 levels, aliases followed.",
    fixture: "yaml-too-deep",
  }),
  "yaml-merge-kind": diagnostic<{ kind: string }>({
    code: "FUR1019",
    severity: "error",
    message: ({ kind }) => `<< merges maps, but this is ${kind}`,
    hint: () => "write `<<: *name` with an anchor on a map, or a list of such",
    explanation: "The key << copies the entries of a map, usually an alias, into the map it stands in.",
    wrong: 'version: "0.1"\nconfig:\n  «<<»: text\n',
    right: 'version: "0.1"\nconfig:\n  <<: {a: 1}\n',
  }),
  "document-kind": diagnostic<{ kind: string }>({
    code: "FUR1020",
    severity: "error",
    message: ({ kind }) => `a file has to be a map of sections, but this one is ${kind}`,
    hint: () => "write sections such as `commands:` and put the content below, indented",
    explanation: "At the top of a FURLOW file stand keys such as version, commands, events or flows.",
    wrong: "«- name: ping\n  description: Answers pong»\n",
    right:
      'version: "0.1"\ncommands:\n  - name: ping\n    description: Answers pong\n    actions: [{reply: pong}]\n',
  }),
  "section-unknown": diagnostic<{ name: string; candidates: readonly string[] }>({
    code: "FUR1021",
    severity: "warning",
    message: ({ name }) => `${name} is not a section and has no effect`,
    hint: ({ name, candidates }) => didYouMean(name, candidates) ?? "keys for your own use may start with x-",
    explanation: "A key at the top of the file is none of the language's sections. It is ignored.",
    wrong: 'version: "0.1"\n«flowz»: []\n',
    right: 'version: "0.1"\nflows: []\n',
  }),
  "section-kind": diagnostic<{ section: string; expected: string; kind: string }>({
    code: "FUR1022",
    severity: "error",
    message: ({ section, expected, kind }) => `${section} has to be ${expected}, but it is ${kind}`,
    hint: ({ expected }) => `write ${expected} here`,
    explanation:
      "Each section is a list or a map; the reference says which, and some may be written either way.",
    wrong: 'version: "0.1"\ncommands: «ping»\n',
    right:
      'version: "0.1"\ncommands:\n  - name: ping\n    description: Answers pong\n    actions: [{reply: pong}]\n',
  }),
  "version-missing": diagnostic({
    code: "FUR1023",
    severity: "warning",
    message: () => "the file does not say which version of the language it is written for",
    hint: () => 'add `version: "0.1"` at the top',
    explanation:
      "`version` states the version of the language, so that later versions can treat older files right.",
    wrong: "«name»: ping\n",
    right: 'version: "0.1"\nname: ping\n',
  }),
  "version-unknown": diagnostic<{ version: string }>({
    code: "FUR1024",
    severity: "error",
    message: ({ version }) => `version ${version} of the language is not known`,
    hint: () => 'write `version: "0.1"` or `version: "1"`',
    explanation: 'Known versions are "0.1", "1" and "1." with a number.',
    wrong: 'version: «"2.0"»\nname: ping\n',
    right: 'version: "1.0"\nname: ping\n',
  }),
  "import-not-found": diagnostic<{ path: string; tried: readonly string[] }>({
    code: "FUR1040",
    severity: "error",
    message: ({ path }) => `there is no file ${path} to import`,
    hint: ({ tried }) => `looked for ${tried.join(", ")}`,
    explanation:
      "A path in imports is relative to the file it stands in. It may leave out the extension, name a folder with an index file, or be a pattern with * that may match nothing.",
    wrong: 'version: "0.1"\nimports:\n  - «./commands/ping»\n',
    right: 'version: "0.1"\nimports:\n  - ./commands/*.yaml\n',
  }),
  "import-cycle": diagnostic<{ chain: readonly string[] }>({
    code: "FUR1041",
    severity: "error",
    message: ({ chain }) => `this import leads back to its own file: ${chain.join(" → ")}`,
    hint: () => "remove one of these imports; a file may be imported by several, but not by what it imports",
    explanation: "Files that import each other in a circle have no order in which they could be merged.",
    fixture: "import-cycle",
  }),
  "import-too-deep": diagnostic<{ limit: number }>({
    code: "FUR1042",
    severity: "error",
    message: ({ limit }) => `imports are nested more than ${limit} deep here`,
    hint: () => "import these files from a file nearer to the entry file",
    explanation: "An imported file may import further files, up to 50 levels deep.",
    fixture: "import-too-deep",
  }),
  "import-kind": diagnostic<{ kind: string }>({
    code: "FUR1043",
    severity: "error",
    message: ({ kind }) => `an import is a path or {path: ...}, but this is ${kind}`,
    hint: () => "write `- ./commands/ping.yaml`",
    explanation: "imports is a list of paths.",
    wrong: 'version: "0.1"\nimports:\n  - «{file: ./a.yaml}»\n',
    right: 'version: "0.1"\nimports:\n  - {path: ./commands/*.yaml}\n',
  }),
  "config-unknown-key": diagnostic<{
    key: string;
    candidates: readonly string[];
    /** Whether it is rather part of the bot. */ belongs: boolean;
  }>({
    code: "FUR1060",
    severity: "error",
    message: ({ key }) => `${key} is not a configuration key`,
    hint: ({ key, candidates, belongs }) =>
      didYouMean(key.split(".").at(-1)!, candidates) ??
      (belongs
        ? `${key} is part of the bot: write it in furlow.yaml`
        : `known here: ${candidates.join(", ")}`),
    explanation:
      "furlow.config.yaml, and the sections of the same names in furlow.yaml, know a fixed set of keys.",
    wrong: 'version: "0.1"\nbuild:\n  «output»: dist\n',
    right: 'version: "0.1"\nbuild:\n  out: dist\n',
  }),
  "config-value": diagnostic<{ key: string; expected: string; found: string }>({
    code: "FUR1061",
    severity: "error",
    message: ({ key, expected, found }) => `${key} has to be ${expected}, but it is ${found}`,
    hint: ({ key, expected }) => `write ${expected} after \`${key.split(".").at(-1)}:\``,
    explanation: "The value of a configuration key has the wrong type or is none of those allowed.",
    wrong: 'version: "0.1"\nbuild:\n  minify: «sometimes»\n',
    right: 'version: "0.1"\nbuild:\n  minify: false\n',
  }),
  "config-env-missing": diagnostic<{ key: string; name: string }>({
    code: "FUR1063",
    severity: "error",
    message: ({ key, name }) => `${key} is needed to build, but the environment variable ${name} is not set`,
    hint: ({ name }) => `set ${name} where you build, or in .env beside the entry file`,
    explanation:
      "Keys that shape the build are read when it runs, so their environment variables must be set then.",
    wrong: 'version: "0.1"\nbuild:\n  out: «${env.FURLOW_EXAMPLE_OUT}»\n',
    right: 'version: "0.1"\nbuild:\n  out: dist\n',
  }),
} as const;

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, "");
}
