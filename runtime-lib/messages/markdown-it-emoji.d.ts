declare module "markdown-it-emoji/lib/data/full.mjs" {
  /** Characters by short name. */
  const shortNames: Readonly<Record<string, string>>;
  export default shortNames;
}
