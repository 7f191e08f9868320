import { ComponentType, InteractionType } from "discord-api-types/v10";
import { SimulatorError } from "../errors.ts";
import type { Component, Fields, Message } from "../world/model.ts";
import type { World } from "../world/world.ts";
import type { ButtonCall, InteractionHandle, ModalSubmitCall, SelectCall } from "./control.ts";
import { openInteraction } from "./interaction.ts";
import { type Scene, sceneOf } from "./place.ts";
import { Resolved } from "./resolved.ts";

/** A user presses a button. */
export function button(world: World, call: ButtonCall): InteractionHandle {
  const { scene, source, component } = locate(world, call);
  const data = { custom_id: call.customId, component_type: ComponentType.Button, id: component.id ?? 1 };
  return openInteraction(world, scene, {
    type: InteractionType.MessageComponent,
    data,
    source,
    locale: call.locale,
  });
}

/** A user chooses in a select menu. */
export function select(world: World, call: SelectCall): InteractionHandle {
  const { scene, source, component } = locate(world, call);
  refuseUnlisted(component, call.values);
  refuseWrongNumber(component, call.values);
  const resolved = new Resolved(world, scene);
  resolveValues(resolved, component.type, call.values);
  const data = {
    custom_id: call.customId,
    component_type: component.type,
    id: component.id ?? 1,
    values: call.values,
    ...resolved.toData(),
  };
  return openInteraction(world, scene, {
    type: InteractionType.MessageComponent,
    data,
    source,
    locale: call.locale,
  });
}

/** A user submits a modal. */
export function modalSubmit(world: World, call: ModalSubmitCall): InteractionHandle {
  const opener = call.interactionId === undefined ? undefined : world.interactions.get(call.interactionId);
  if (call.interactionId !== undefined && !opener?.answer) {
    throw new SimulatorError("unknown_interaction", `interaction ${call.interactionId} opened no modal`);
  }
  const modal = opener?.answer?.data ?? {};
  const place = opener ? placeOf(opener) : call;
  const scene = sceneOf(world, place, call.user ?? opener?.user.id);
  const resolved = new Resolved(world, scene);
  const layout = (modal["components"] as Component[] | undefined) ?? textRows(Object.keys(call.fields));
  refuseFaultyFields(layout, call.fields);
  const components = layout.map((component) => submitted(component, call.fields, resolved));
  const customId = call.customId ?? modal["custom_id"];
  if (typeof customId !== "string")
    throw new SimulatorError("bad_request", "modalSubmit needs customId or interactionId");
  const data = { custom_id: customId, components, ...resolved.toData() };
  const source = opener?.source;
  return openInteraction(world, scene, {
    type: InteractionType.ModalSubmit,
    data,
    source,
    locale: call.locale,
  });
}

function placeOf(opener: { guildId?: string | undefined; channelId: string }) {
  if (!opener.guildId) return { channelId: opener.channelId };
  return { guildId: opener.guildId, channelId: opener.channelId };
}

/** Finds the message and the component that a call is about; a disabled component cannot be used. */
function locate(world: World, call: ButtonCall): { scene: Scene; source: Message; component: Component } {
  const scene = sceneOf(world, call, call.user);
  const store = world.messagesOf(scene.channel.id);
  const source = call.messageId
    ? store.get(call.messageId)
    : store.all().findLast((message) => find(message.components, call.customId));
  if (!source) {
    const what = call.messageId ?? `with component ${call.customId}`;
    throw new SimulatorError("unknown_message", `no message ${what} in channel ${scene.channel.id}`);
  }
  const component = find(source.components, call.customId);
  if (!component || component["disabled"] === true) {
    throw new SimulatorError(
      "unknown_component",
      `no enabled component ${call.customId} on message ${source.id}`,
    );
  }
  return { scene, source, component };
}

function find(components: Component[], customId: string): Component | undefined {
  for (const component of components) {
    if (component.custom_id === customId) return component;
    const nested = [component.components ?? [], component.component ?? [], component.accessory ?? []].flat();
    const inner = find(nested, customId);
    if (inner) return inner;
  }
  return undefined;
}

function refuseUnlisted(component: Component, values: string[]): void {
  if (component.type !== ComponentType.StringSelect) return;
  const options = (component["options"] ?? []) as { value: string }[];
  const unlisted = values.find((value) => !options.some((option) => option.value === value));
  if (unlisted === undefined) return;
  throw new SimulatorError("unknown_option", `select ${component.custom_id} has no option ${unlisted}`);
}

/** A client lets nobody choose fewer or more than a menu takes. */
function refuseWrongNumber(component: Component, values: string[]): void {
  const least = Number(component["min_values"] ?? 1);
  const most = Number(component["max_values"] ?? 1);
  if (values.length >= least && values.length <= most) return;
  throw new SimulatorError(
    "bad_request",
    `select ${component.custom_id} takes ${least} to ${most} values, not ${values.length}`,
  );
}

function resolveValues(resolved: Resolved, type: number, values: string[]): void {
  for (const value of values) {
    if (type === ComponentType.UserSelect) resolved.user(value);
    if (type === ComponentType.RoleSelect) resolved.role(value);
    if (type === ComponentType.ChannelSelect) resolved.channel(value);
    if (type === ComponentType.MentionableSelect) resolved.mentionable(value);
  }
}

/** A client sends a modal only once every input holds what it takes. */
function refuseFaultyFields(layout: Component[], fields: ModalSubmitCall["fields"]): void {
  const unknown = Object.keys(fields).find((id) => find(layout, id) === undefined);
  if (unknown !== undefined)
    throw new SimulatorError("unknown_component", `the modal has no input ${unknown}`);
  for (const input of inputsIn(layout)) {
    if (input.type !== ComponentType.TextInput) continue;
    const text = String(fields[input.custom_id!] ?? input["value"] ?? "");
    const least = Number(input["min_length"] ?? 0);
    const most = Number(input["max_length"] ?? 4_000);
    if (text === "" ? input["required"] === false : text.length >= least && text.length <= most) continue;
    // Without a modal that was opened nothing is known of its inputs.
    if (text === "" && input["label"] === undefined) continue;
    throw new SimulatorError("bad_request", `the input ${input.custom_id} does not take "${text}"`);
  }
}

function inputsIn(components: Component[]): Component[] {
  return components.flatMap((component) => {
    const inner = [component.components ?? [], component.component ?? []].flat();
    return inner.length === 0 && component.custom_id !== undefined ? [component] : inputsIn(inner);
  });
}

function textRows(ids: string[]): Component[] {
  const input = (id: string): Component => ({ type: ComponentType.TextInput, custom_id: id });
  return ids.map((id) => ({ type: ComponentType.ActionRow, components: [input(id)] }));
}

/** A component of a modal the way it comes back: its structure, custom ids and values, not its texts. */
function submitted(
  component: Component,
  fields: ModalSubmitCall["fields"],
  resolved: Resolved,
  id = 1,
): Fields {
  const base = { type: component.type, id: component.id ?? id };
  if (component.components) {
    return { ...base, components: component.components.map((child) => submitted(child, fields, resolved)) };
  }
  if (component.component) return { ...base, component: submitted(component.component, fields, resolved) };
  if (component.custom_id === undefined) return base;
  const given = fields[component.custom_id];
  if (component.type === ComponentType.TextInput) {
    return { ...base, custom_id: component.custom_id, value: String(given ?? component["value"] ?? "") };
  }
  const values = given === undefined ? [] : [given].flat();
  resolveValues(resolved, component.type, values);
  return { ...base, custom_id: component.custom_id, values };
}
