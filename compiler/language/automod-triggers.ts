import type { Fields } from "./field.ts";
import { listOrTemplate } from "./fields/list-or-template.ts";
import { numberWithin } from "./fields/numbers.ts";
import { duration, text } from "./fields/values.ts";

const texts = listOrTemplate("text", text("").check);
const count = numberWithin({ minimum: 1, whole: true });
const pattern = listOrTemplate("pattern", text("", { limit: { what: "the pattern", maximum: 500 } }).check);

/** What can trigger a rule, with what each takes (spec.md §17). */
export const TRIGGERS: Readonly<Record<string, Fields>> = {
  keyword: {
    keywords: texts("Texts that a message may not have.", { required: true }),
    allowed: texts("Texts that make it right all the same."),
  },
  regex: {
    regex: pattern("Patterns that a message may not match.", { required: true, aliases: ["patterns"] }),
  },
  link: {
    blocked: texts("Texts of addresses that are not allowed."),
    allowed: texts("Texts of addresses that are."),
  },
  invite: {},
  caps: { threshold: numberWithin({ minimum: 0, maximum: 100 })("Percent of capitals; 70 when left out.") },
  emoji_spam: { threshold: count("How many; 10 when left out.") },
  mention_spam: { threshold: count("How many; 5 when left out.") },
  mass_ping: { threshold: count("How many; 1 when left out.") },
  newline_spam: { threshold: count("How many; 10 when left out.") },
  attachment: {
    threshold: count("How many; 1 when left out."),
    blocked: texts("Endings of file names that are not allowed."),
    allowed: texts("Endings that are."),
  },
  spam: {
    threshold: count("How many messages; 5 when left out."),
    window: duration("In which time; 10s when left out."),
  },
  duplicate: {
    threshold: count("How many equal messages; 3 when left out."),
    window: duration("In which time; 1m when left out."),
  },
};
