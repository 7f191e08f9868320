import { startBot } from "./bot.ts";

startBot();
