import { Document } from "yaml";

const HEADING = " Written by `furlow build`: change furlow.config.yaml and build again instead of this file.";

/** One or more documents as a file of YAML, with what is to be known of them above. */
export function yamlFile(documents: readonly object[], comment = ""): string {
  const above = comment === "" ? HEADING : `${HEADING}\n${comment.replace(/^/gm, " ")}`;
  const texts = documents.map((content, i) => {
    // Texts such as `yes` are quoted: kubectl and Docker read YAML 1.1.
    const document = new Document(content, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
    if (i === 0) document.commentBefore = above;
    return document.toString({ lineWidth: 0 });
  });
  return texts.join("---\n");
}
