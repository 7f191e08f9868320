import { APP_FOLDER, type DeploymentModel, USER_ID, WORK_FOLDER } from "./model.ts";
import { fillTemplate } from "./template.ts";

/** How the image is made. */
export function dockerfile(model: DeploymentModel): string {
  const { title, image, tag, node, contents, health, metrics } = model;
  const folders = [...model.folders, ...model.ownFolders];
  const files = contents.filter((name) => !name.endsWith("/"));
  const below = contents.filter((name) => name.endsWith("/"));
  return fillTemplate("Dockerfile", {
    title: oneLine(title),
    label: oneLine(title).replace(/["\\$]/g, "\\$&"),
    image,
    tag,
    node: String(node),
    app: APP_FOLDER,
    work: WORK_FOLDER,
    user: String(USER_ID),
    copies: [`COPY ${files.join(" ")} ./`, ...below.map((name) => `COPY ${name} ./${name}`)].join("\n"),
    folders: JSON.stringify([
      "install",
      "-d",
      "-o",
      `${USER_ID}`,
      "-g",
      `${USER_ID}`,
      WORK_FOLDER,
      ...folders,
    ]),
    volumes: folders.length === 0 ? "" : `VOLUME ${JSON.stringify(folders)}`,
    port: String(health.port),
    ports: [health, metrics].flatMap((endpoint) => endpoint?.port ?? []).join(" "),
  });
}

/** What the build of the image may see: what goes into it, and nothing that lies beside it. */
export function dockerignore({ contents }: DeploymentModel): string {
  return ["*", ...contents.map((name) => `!${name.replace(/\/$/, "")}`), ""].join("\n");
}

/** Text that ends no comment and no instruction. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
