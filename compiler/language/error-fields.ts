import { settingText } from "./fields/setting-text.ts";
import { flag } from "./fields/settings.ts";
import { channelTarget } from "./fields/targets.ts";
import { choice, text } from "./fields/values.ts";

/** A way in which an error handler tells of a failure without actions of its own. */
interface NoticeKind {
  /** The function of the runtime that does it. */
  readonly runtime: string;
  /** Whether it has to be waited for. */
  readonly waits: boolean;
  /** The field that is for this kind only. */
  readonly field?: "channel" | "webhook_url";
}

export const NOTICES = {
  message: { runtime: "tellOfFailure", waits: true, field: "channel" },
  log: { runtime: "logFailure", waits: false },
  dm: { runtime: "tellInPrivate", waits: true },
  webhook: { runtime: "tellWebhook", waits: true, field: "webhook_url" },
} as const satisfies Readonly<Record<string, NoticeKind>>;

export type NoticeType = keyof typeof NOTICES;

/** The kind of notice behind a type. */
export function noticeKind(type: NoticeType): NoticeKind {
  return NOTICES[type];
}

const TYPES = Object.keys(NOTICES) as NoticeType[];

/** What an error handler can hold beside actions. */
export const noticeFields = {
  type: choice(TYPES)("Whom it tells: the user, the log, the user in private, or a webhook."),
  message: text("What it says; the error's own message when left out."),
  channel: channelTarget("Of `message`: the channel, instead of where it happened."),
  webhook_url: settingText("Of `webhook`: the address of a Discord webhook."),
  include_stack: flag("Whether the stack follows, in terms of the document."),
};

/** Keys of an error handler that are no fields of a notice. */
export const OWN_KEYS = ["name", "description", "actions"];

/** Every key of an error handler: a map with others is a single action. */
export const ERROR_HANDLER_KEYS: ReadonlySet<string> = new Set([...OWN_KEYS, ...Object.keys(noticeFields)]);
