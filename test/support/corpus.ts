import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Bots and documentation by others, beside the repository; elsewhere where `FURLOW_SHARED` says so. */
const SHARED = process.env["FURLOW_SHARED"] ?? join(import.meta.dirname, "../../../shared");

export const CORPUS = join(SHARED, "corpus");
const GUIDE = join(SHARED, "scaling-guide.md");

export const hasCorpus = existsSync(CORPUS) && existsSync(GUIDE);

/** A bot: its files by path, and where the lines of each stand in what others wrote. */
export interface CorpusProject {
  readonly name: string;
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
  /** Files as findings name them, with what is added to a line of ours. */
  readonly origins: Readonly<Record<string, { readonly file: string; readonly offset: number }>>;
}

/** Every bot of the corpus with all that it imports, and every example of the guide. */
export function corpusProjects(): CorpusProject[] {
  return hasCorpus ? [...bots(), ...guideExamples()] : [];
}

/** Files of the corpus that are bots of their own; the others are imported by one. */
export function corpusEntries(): string[] {
  if (!existsSync(CORPUS)) return [];
  return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => /(^|[\\/])(furlow|[^\\/]*\.furlow)\.ya?ml$/.test(path))
    .sort();
}

function bots(): CorpusProject[] {
  return corpusEntries().map((entry) => {
    const folder = join(CORPUS, dirname(entry));
    const alone = basename(entry) !== "furlow.yaml";
    const paths = alone
      ? [basename(entry)]
      : readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml"));
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
    const origins = Object.fromEntries(
      paths.map((path) => [path, { file: join("corpus", dirname(entry), path), offset: 0 }]),
    );
    return { name: entry, entry: basename(entry), files, origins };
  });
}

/** Files of other programs that the guide shows. */
const OTHERS = /^# (docker-compose\.yml|k8s\/)/;

function guideExamples(): CorpusProject[] {
  const lines = readFileSync(GUIDE, "utf8").split("\n");
  return lines.flatMap((line, i) => {
    if (line !== "```yaml") return [];
    const end = lines.indexOf("```", i);
    const block = lines.slice(i + 1, end);
    return OTHERS.test(block[0]!) ? [] : [guideExample(block, i + 1)];
  });
}

/** An example as a bot: settings in their own file, actions on their own in a command. */
function guideExample(block: readonly string[], offset: number): CorpusProject {
  const name = `scaling-guide.md:${offset + 1}`;
  const origin = (before: number) => ({ file: "scaling-guide.md", offset: offset - before });
  const text = block.join("\n");
  if (block[0] === "# furlow.config.yaml") {
    const files = { "furlow.yaml": 'version: "1"\n', "furlow.config.yaml": `${text}\n` };
    return { name, entry: "furlow.yaml", files, origins: { "furlow.config.yaml": origin(0) } };
  }
  const before = ['version: "1"'];
  const isActions = block[0] === "actions:";
  if (isActions) before.push("commands:", "  - name: example", "    description: Of the guide");
  const shown = isActions ? block.map((line) => `    ${line}`) : block;
  const files = { "furlow.yaml": `${[...before, ...shown].join("\n")}\n` };
  return { name, entry: "furlow.yaml", files, origins: { "furlow.yaml": origin(before.length) } };
}
