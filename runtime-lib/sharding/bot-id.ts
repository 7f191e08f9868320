import { createHash } from "node:crypto";

/** The id of the bot that a token is of, by which its processes find each other. */
export function botIdOf(token: string): string {
  const id = Buffer.from(token.split(".")[0] ?? "", "base64").toString("latin1");
  if (/^\d{15,22}$/.test(id)) return id;
  return createHash("sha256").update(token).digest("hex").slice(0, 20);
}
