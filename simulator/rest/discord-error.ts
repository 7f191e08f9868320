import type { Fields } from "../world/model.ts";

/**
 * Discord's JSON errors that the simulator answers with, each with its HTTP status.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
const CATALOGUE = {
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownInvite: [404, 10006, "Unknown Invite"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownOverwrite: [404, 10009, "Unknown Overwrite"],
  unknownRole: [404, 10011, "Unknown Role"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownEmoji: [400, 10014, "Unknown Emoji"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownBan: [404, 10026, "Unknown Ban"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  maxCommands: [400, 30032, "Maximum number of application commands reached"],
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  methodNotAllowed: [405, 0, "405: Method Not Allowed"],
  notConnectedToVoice: [400, 40032, "Target user is not connected to voice."],
  alreadyAnswered: [400, 40060, "Interaction has already been acknowledged."],
  missingAccess: [403, 50001, "Missing Access"],
  cannotEditOthers: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  cannotDm: [403, 50007, "Cannot send messages to this user"],
  notATextChannel: [400, 50008, "Cannot send messages in a non-text channel"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  invalidBulkDelete: [
    400,
    50016,
    "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages.",
  ],
  wrongChannelType: [400, 50024, "Cannot execute action on this channel type"],
  invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
  tooOldToBulkDelete: [400, 50034, "You can only bulk delete messages that are under 14 days old."],
  invalidFormBody: [400, 50035, "Invalid Form Body"],
  invalidJson: [400, 50109, "The request body contains invalid JSON."],
  threadExists: [400, 160004, "A thread has already been created for this message"],
  threadArchived: [400, 50083, "Thread is archived"],
  notImplemented: [501, 0, "The simulator does not implement this route"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type DiscordErrorName = keyof typeof CATALOGUE;

/** One fault of a request body, at the path of the field. */
export interface BodyFault {
  path: (string | number)[];
  code: string;
  message: string;
}

/** An error as Discord answers a request with it. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly faults: readonly BodyFault[];

  constructor(name: DiscordErrorName, faults: readonly BodyFault[] = []) {
    const [status, code, message] = CATALOGUE[name];
    super(message);
    this.name = "DiscordError";
    this.status = status;
    this.code = code;
    this.faults = faults;
  }

  /** The error's body: https://discord.com/developers/docs/reference#error-messages */
  toBody(): Fields {
    const body = { message: this.message, code: this.code };
    return this.faults.length === 0 ? body : { ...body, errors: nestFaults(this.faults) };
  }
}

/** The 50035 error for a single field. */
export function invalidField(path: (string | number)[], code: string, message: string): DiscordError {
  return new DiscordError("invalidFormBody", [{ path, code, message }]);
}

function nestFaults(faults: readonly BodyFault[]): Fields {
  const errors: Fields = {};
  for (const { path, code, message } of faults) {
    let node = errors;
    for (const key of path) {
      node[key] ??= {};
      node = node[key] as Fields;
    }
    node["_errors"] = [...((node["_errors"] as Fields[] | undefined) ?? []), { code, message }];
  }
  return errors;
}
