import type { Models as Cdx } from "@cyclonedx/cyclonedx-library";
import type { BundledPackage } from "./bundled-packages.ts";

/**
 * A CycloneDX bill of materials, 1.6: the bot, and the packages that are bundled with it. It has neither time nor
 * serial number: the same bot gives the same bytes.
 * @param version of the bot: what says what is in it
 */
export async function sbom(
  bot: { readonly name: string; readonly title: string; readonly version: string },
  packages: readonly BundledPackage[],
): Promise<string> {
  const { Models, Enums, Serialize, Spec, SPDX } = await import("@cyclonedx/cyclonedx-library");
  const bom = new Models.Bom();
  const root = new Models.Component(Enums.ComponentType.Application, bot.title, {
    bomRef: bot.name,
    version: bot.version,
  });
  bom.metadata.component = root;
  bom.metadata.lifecycles.add(Enums.LifecyclePhase.Build);
  const licenseOf = (text: string): Cdx.License => {
    const id = SPDX.fixupSpdxId(text);
    if (id !== undefined) return new Models.SpdxLicense(id);
    return / (OR|AND|WITH) /.test(text) ? new Models.LicenseExpression(text) : new Models.NamedLicense(text);
  };
  for (const { name, version, license, homepage } of packages) {
    const purl = purlOf(name, version);
    const [scope, bare] = name.startsWith("@") ? name.split("/") : [undefined, name];
    const component = new Models.Component(Enums.ComponentType.Library, bare!, {
      version,
      purl,
      bomRef: purl,
    });
    if (scope !== undefined) component.group = scope;
    if (license !== undefined) component.licenses.add(licenseOf(license));
    if (homepage !== undefined && URL.canParse(homepage))
      component.externalReferences.add(
        new Models.ExternalReference(homepage, Enums.ExternalReferenceType.Website),
      );
    bom.components.add(component);
    root.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** `pkg:npm/%40discordjs/rest@2.6.3` */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.split("/").map(encodeURIComponent).join("/")}@${encodeURIComponent(version)}`;
}
