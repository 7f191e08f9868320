import type { BundledPackage } from "./bundled-packages.ts";

const LINE = "-".repeat(80);

/** The licences of what is bundled, as they have to come with it. */
export function licenses(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, version, license, texts }) => {
    const heading = `${name} ${version} (${license ?? "no licence stated"})`;
    return [heading, ...(texts.length > 0 ? texts : ["The package comes without the text of its licence."])];
  });
  const introduction = "This bot contains software of others, under the following licences.";
  return `${[introduction, ...parts.map((part) => part.join("\n\n"))].join(`\n\n${LINE}\n\n`)}\n`;
}
