import { setTimeout } from "node:timers/promises";

const INTERVAL = 5; /* ms */

/** How long most conditions may take; a machine that has other work to do may be given more. */
export const PATIENCE = Number(process.env["FURLOW_TEST_PATIENCE"] ?? 8_000); /* ms */

/** Polls until a condition holds. Throws when it does not within `timeout` milliseconds. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  timeout = PATIENCE,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`this did not come true within ${timeout} ms: ${condition}`);
    await setTimeout(INTERVAL);
  }
}
