import { diagnostic } from "../definition.ts";

const COMMAND = "commands:\n  - name: hi\n    description: Hello\n    actions: [reply: Hello]\n";

/** FUR385x: what happens when handlers fail. */
export const errorDiagnostics = {
  "unreachable-error-handler": diagnostic<{ name: string; reason?: string; suggestion?: string }>({
    code: "FUR3850",
    severity: "warning",
    message: ({ name, reason }) =>
      reason === undefined
        ? `the error handler \`${name}\` never runs: no error has this name`
        : `the error handler \`${name}\` never runs: ${reason}`,
    hint: ({ suggestion }) =>
      suggestion ??
      "write the class or code of an error, such as ActionError, E5005 or 50013; or name it in `default_handler`",
    explanation:
      "Handlers under `errors.handlers` stand under the class or the code of the errors they are for: ActionError or " +
      "E3003 for an action that failed, QuotaError or E5005 for a handler that used too much, DiscordAPIError for " +
      "what Discord refused, or Discord's own code such as 50013 (missing permissions). The narrowest one runs. A " +
      "handler under any other name runs only where `default_handler` names it.",
    wrong: `${COMMAND}errors:\n  handlers:\n    «ActonError»:\n      actions: [log: "\${error.message}"]\n`,
    right: `${COMMAND}errors:\n  handlers:\n    ActionError:\n      actions: [log: "\${error.message}"]\n`,
  }),
  "unknown-error-handler": diagnostic<{ name: string; suggestion?: string }>({
    code: "FUR3851",
    severity: "error",
    message: ({ name }) => `there is neither an error handler nor a flow named \`${name}\``,
    hint: ({ suggestion }) => suggestion,
    explanation:
      "`default_handler` names one of `errors.handlers`, or a flow, which gets the failure as `error`.",
    wrong: `${COMMAND}errors:\n  default_handler: «tell»\n  handlers:\n    ActionError: {type: message}\n`,
    right: `${COMMAND}errors:\n  default_handler: tell\n  handlers:\n    tell: {type: message}\n`,
  }),
  "failures-unheard": diagnostic({
    code: "FUR3852",
    severity: "warning",
    message: () => "failures are neither logged nor handled: nobody hears of them",
    hint: () => "add a handler under `handlers`, or remove `log_errors`",
    explanation:
      "With `log_errors: false` a failed handler leaves no trace unless an error handler tells of it.",
    wrong: `${COMMAND}errors:\n  log_errors: «false»\n`,
    right: `${COMMAND}errors:\n  log_errors: false\n  default_handler: tell\n  handlers:\n    tell: {type: message}\n`,
  }),
  "not-a-webhook": diagnostic({
    code: "FUR3853",
    severity: "error",
    message: () => "this is not the address of a Discord webhook",
    hint: () => "write https://discord.com/api/webhooks/<id>/<token>, or ${env.NAME}",
    explanation:
      "Failures are sent through webhooks of Discord: a channel's settings show the address. It is a credential, so " +
      "it had better come from the environment.",
    wrong: `${COMMAND}errors:\n  handlers:\n    Error: {type: webhook, webhook_url: «https://example.org/hook»}\n`,
    right: `${COMMAND}errors:\n  handlers:\n    Error: {type: webhook, webhook_url: "\${env.ALERTS}"}\n`,
  }),
} as const;
