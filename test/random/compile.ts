import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "../../compiler/1-load/index.ts";
import { check } from "../../compiler/2-check/index.ts";
import { lower } from "../../compiler/3-lower/index.ts";
import { botSettings } from "../../compiler/3-lower/settings.ts";
import { type PrintedUnit, printUnit } from "../../compiler/4-emit/print/unit.ts";
import { type Diagnostic, Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import type { Language } from "../../compiler/language/language.ts";

/** Compiles documents as a build does up to the printed TypeScript, without writing it. Throws what the compiler throws. */
export class FrontCompiler {
  readonly #folder = mkdtempSync(join(tmpdir(), "furlow-random-"));
  readonly #file = join(this.#folder, "furlow.yaml");

  constructor(private readonly language: Language) {}

  compile(text: string): { diagnostics: readonly Diagnostic[]; units: readonly PrintedUnit[] } {
    writeFileSync(this.#file, text);
    const diagnostics = new Diagnostics();
    const options = { entry: this.#file, cwd: this.#folder, environment: {} };
    const project = load(options, diagnostics);
    if (project === undefined) return { diagnostics: diagnostics.sorted(), units: [] };
    const checked = check(project, this.language, diagnostics);
    if (diagnostics.hasErrors) return { diagnostics: diagnostics.sorted(), units: [] };
    const lowered = lower(checked, botSettings(checked.name, project.config), this.language, diagnostics);
    return { diagnostics: diagnostics.sorted(), units: lowered.units.map(printUnit) };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
