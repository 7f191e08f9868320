import { setFlagsFromString } from "node:v8";

/** By how much V8 lets the space for new objects grow, as it does by default. */
const USUAL = 2;

/**
 * Keeps the space for new objects as small as it is until what this gives is called. What arrives while a bot starts is
 * read once and dropped; space that grows for it stays in memory, about 8 MB. Under load it is to grow:
 * there it saves work. `npm run bench -- --part start` shows it.
 */
export function keepYoungGenerationSmall(): () => void {
  setFlagsFromString("--semi-space-growth-factor=1");
  return () => setFlagsFromString(`--semi-space-growth-factor=${USUAL}`);
}
