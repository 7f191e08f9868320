import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExaminedBot } from "../bot.ts";
import { type DoctorCheck, type Finding, ok, problem } from "../check.ts";

/** A bot's token, and an address with a password in it. */
const TOKEN = /\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,45}\b/;
const PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/$"']*:[^\s@/$"'{}]+@/i;

export default {
  name: "secrets",
  title: "Secrets",
  order: 130,
  covers: [],
  examine(bot) {
    const found = [...written(bot), ...committed(bot)];
    return found.length > 0 ? found : [ok("none in the files that were read")];
  },
} satisfies DoctorCheck;

/** Secrets in files of the project; `.env` is where they belong. */
function written({ examined: { project } }: ExaminedBot): Finding[] {
  return project.files
    .filter(({ path }) => path !== ".env")
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i): Finding[] => {
        const what = TOKEN.test(line) ? "a bot's token" : PASSWORD.test(line) ? "a password" : undefined;
        if (what === undefined || /^\s*#/.test(line)) return [];
        return [
          problem({
            set: `${path}:${i + 1} has ${what} in it`,
            fix: 'make a new one, put it into the environment, and write "${env.NAME}" here',
            cost: "whoever can read the file, or any former version of it, has it",
          }),
        ];
      }),
    );
}

/** Whether git would take `.env` along. */
function committed({ root }: ExaminedBot): Finding[] {
  if (!existsSync(join(root, ".env"))) return [];
  const ignored: string[] = [];
  let folder = root;
  while (!existsSync(join(folder, ".git"))) {
    ignored.push(...linesOf(join(folder, ".gitignore")));
    if (dirname(folder) === folder) return [];
    folder = dirname(folder);
  }
  ignored.push(...linesOf(join(folder, ".gitignore")));
  if (ignored.some((line) => /^(\*\*\/|\/)?(\.env\*?|\*\.env|\.env\.\*)$/.test(line))) return [];
  return [
    problem({
      set: ".env is not in .gitignore",
      fix: "echo .env >> .gitignore",
      cost: "`git add .` makes its secrets everybody's",
    }),
  ];
}

function linesOf(path: string): string[] {
  return existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .map((line) => line.trim())
    : [];
}
