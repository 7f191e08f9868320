import { diagnostic } from "../definition.ts";

/** FUR448x: how a bot is shipped. */
export const deployDiagnostics = {
  "deploy-name": diagnostic<{ key: string; name: string; longest: number; suggestion: string | undefined }>({
    code: "FUR4480",
    severity: "error",
    message: ({ key, name, longest }) =>
      name.length > longest
        ? `${key} may have ${longest} characters, and ${name} has ${name.length}`
        : `${key} cannot be ${name}`,
    hint: ({ suggestion }) =>
      suggestion === undefined
        ? "write small letters, digits and hyphens, beginning with a letter"
        : `write ${suggestion}`,
    explanation:
      "Kubernetes names things with small letters, digits and hyphens, from a letter to a letter or digit. What belongs to " +
      "a bot has its name with something behind it, so it may have fewer characters than Kubernetes allows.",
    wrong: "deploy:\n  name: «My Bot»\n",
    right: "deploy:\n  name: my-bot\n",
  }),
  "deploy-image": diagnostic<{ image: string; suggestion: string | undefined }>({
    code: "FUR4481",
    severity: "error",
    message: ({ image, suggestion }) =>
      suggestion === undefined
        ? `${image} is no reference of an image`
        : `${image} has a tag or a digest, which each build gives itself`,
    hint: ({ suggestion }) => `write ${suggestion ?? "a reference such as registry.example.org/team/bot"}`,
    explanation:
      "Every build has a tag of its own, which says what is in the image: a new version never has the tag of another one. " +
      "So `deploy.image` names the repository only.",
    wrong: "deploy:\n  image: «registry.example.org/bot:latest»\n",
    right: "deploy:\n  image: registry.example.org/bot\n",
  }),
  "deploy-without-health": diagnostic({
    code: "FUR4482",
    severity: "error",
    message: () => "a bot that is shipped with `deploy` has to answer health checks",
    hint: () => "remove `enabled`: with `deploy` it is true",
    explanation:
      "Containers are started again, and versions replaced, by what the bot answers. Without health checks nobody would " +
      "notice a bot that hangs, and a version that does not come up would replace one that works.",
    wrong: "health:\n  enabled: «false»\ndeploy:\n  name: my-bot\n",
    right: "health:\n  port: 8080\ndeploy:\n  name: my-bot\n",
  }),
  "deploy-conflict": diagnostic<{ key: string; reason: string; hint: string }>({
    code: "FUR4483",
    severity: "error",
    message: ({ key, reason }) => `\`${key}\` does not fit: ${reason}`,
    hint: ({ hint }) => hint,
    explanation:
      "How a bot is shipped has to fit how it runs: more than one pod need shards that they share or have their places, " +
      "no more pods than shards have something to do, and a file on a disk belongs to one process.",
    wrong: "deploy:\n  name: my-bot\n  replicas: «2»\n",
    right: "sharding:\n  enabled: true\n  assignment: lease\ndeploy:\n  name: my-bot\n  replicas: 2\n",
  }),
  "deploy-open-limit": diagnostic<{ key: string }>({
    code: "FUR4484",
    severity: "warning",
    message: ({ key }) =>
      `whether the bot has as many shards as \`${key}\` has pods is known only to Discord`,
    hint: () => "set `sharding.total_shards` to a number",
    explanation:
      "With `total_shards: auto` the number of shards is what Discord recommends when the bot starts. Pods beyond it run " +
      "and have nothing to do. With a number the build sees to it that there are none.",
    wrong:
      "sharding:\n  enabled: true\n  assignment: lease\ndeploy:\n  name: my-bot\n  autoscale: «{ min: 2, max: 8 }»\n",
    right:
      "sharding:\n  enabled: true\n  assignment: lease\n  total_shards: 8\ndeploy:\n  name: my-bot\n  autoscale: { min: 2, max: 8 }\n",
  }),
} as const;
