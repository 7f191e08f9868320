import type { Logger } from "../log/logger.ts";
import { connectRedis, PREFIX } from "./session-storage.ts";

/**
 * The number of shards that the processes of a bot agree on: what Discord recommended to the first of them. It stands
 * until a number is set. Throws E4004 when Redis does not answer.
 * @param recommended what Discord recommends now
 */
export async function agreedTotal(
  url: string,
  bot: string,
  recommended: number,
  log: Logger,
): Promise<number> {
  const connection = connectRedis(url, log);
  try {
    const key = `${PREFIX}{${bot}}:total`;
    await connection.send("SET", [key, recommended, "NX"]);
    const agreed = Number(await connection.send("GET", [key]));
    if (agreed !== recommended)
      log.warn(
        { shards: agreed, recommended },
        "Discord recommends another number of shards than this bot's processes agreed on: set TOTAL_SHARDS for all of them to change it",
      );
    return agreed;
  } finally {
    await connection.close();
  }
}
