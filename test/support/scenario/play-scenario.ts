import type { InteractionHandle, InteractionResponse } from "../../../simulator/index.ts";
import { PATIENCE } from "../eventually.ts";
import type { Stage } from "../stage.ts";
import { differences } from "./match.ts";
import {
  asBody,
  asLine,
  asMessage,
  asResponse,
  describeRequest,
  linePattern,
  messagePattern,
  requestPattern,
  scenarioLines,
  scenarioRequests,
  shownPresence,
} from "./observe.ts";
import { type Scenario, type Step, stimuliOf } from "./schema.ts";
import { play } from "./stimuli.ts";
import { initialValues, withValues } from "./values.ts";

/** Plays the steps of a scenario one after another, then stops the bot. Throws at the first difference. */
export async function playScenario(stage: Stage, scenario: Scenario): Promise<void> {
  const player = new Player(stage);
  for (const [i, step] of scenario.steps.entries()) await player.play(step, i + 1);
  await player.end(scenario);
}

class Player {
  #values: Readonly<Record<string, string>>;
  #requests = 0;
  #lines = 0;
  readonly #answers: { interaction: InteractionHandle; step: Step; title: string }[] = [];

  constructor(private readonly stage: Stage) {
    this.#values = initialValues(stage.sim);
  }

  async play(step: Step, number: number): Promise<void> {
    const [stimulus] = stimuliOf(step);
    const shown = JSON.stringify(step[stimulus!]).slice(0, 100);
    const title = `step ${number} (${step.name ?? `${stimulus}: ${shown}`})`;
    await this.#explained(title, async () => {
      const { control } = this.stage.sim;
      const started = performance.now();
      if (step.fault !== undefined) await this.#inject(withValues(step.fault, this.#values));
      const played = await play(control, stimulus!, withValues(step[stimulus!], this.#values));
      const { interaction } = played;
      this.#values = { ...this.#values, ...played.values };
      if (interaction !== undefined)
        this.#values = { ...this.#values, interaction: interaction.interactionId };
      if (interaction !== undefined) this.#answers.push({ interaction, step, title });
      if (interaction !== undefined) await this.#checkAnswer(interaction, step);
      const expected = withValues({ requests: step.requests, log: step.log }, this.#values);
      await this.#checkRequests(expected.requests);
      await this.#checkLog(expected.log);
      if (step.presence !== undefined) await this.#checkPresence(step.presence);
      const took = performance.now() - started;
      if (took < (step.takesAtLeast ?? 0)) throw new Error(`it took only ${Math.round(took)} ms`);
    });
  }

  /** Stops the bot, which lets its handlers finish, and makes sure that nothing happened but what was said. */
  async end({ problems, stopping }: Scenario): Promise<void> {
    const { bot, sim } = this.stage;
    await this.#explained("the end", async () => {
      const code = await this.stage.stopBot();
      if (code !== 0) throw new Error(`the bot ended with ${code}`);
      const expected = withValues(stopping, this.#values);
      await this.#checkRequests(expected.requests);
      await this.#checkLog(expected.log);
      const [request] = (await scenarioRequests(sim)).slice(this.#requests);
      if (request !== undefined) throw new Error(`unexpected request ${describeRequest(request)}`);
      const [line] = scenarioLines(bot).slice(this.#lines);
      if (line !== undefined) throw new Error(`unexpected log line ${JSON.stringify(line.msg)}`);
      if (bot.noise.length > 0) throw new Error(`unexpected output: ${bot.noise[0]}`);
      const found = (await sim.control.problems()).map(({ problem }) => problem);
      throwAny(differences(found, problems, "the list of faulty requests"));
    });
    for (const { interaction, step, title } of this.#answers) {
      await this.#explained(title, () => this.#checkFinal(interaction, step));
    }
  }

  #inject({ request, ...fault }: NonNullable<Step["fault"]>): Promise<void> {
    const [method = "", place = ""] = request.split(" ");
    const where = place.includes("{") ? { route: place } : { path: place };
    return this.stage.sim.control.failNext({
      method,
      ...where,
      status: fault.status,
      ...(fault.body === undefined ? {} : { body: fault.body }),
      ...(fault.times === undefined ? {} : { times: fault.times }),
      ...(fault.delay === undefined ? {} : { delay: fault.delay }),
    });
  }

  async #checkAnswer(interaction: InteractionHandle, step: Step): Promise<void> {
    if (step.response === undefined) return;
    const pattern = messagePattern(step.response);
    const filled = ["content", "embeds", "components"].some((key) => key in pattern);
    const answer = await this.stage.sim.control.waitForResponse(interaction.interactionId, {
      timeout: PATIENCE,
      filled,
      followups: step.followups.length,
    });
    if (answer.message !== null) this.#values = { ...this.#values, answer: String(answer.message["id"]) };
    this.#compareAnswer(answer, step);
  }

  #compareAnswer(answer: InteractionResponse, step: Step): void {
    const pattern = withValues(messagePattern(step.response!), this.#values);
    throwAny(differences(asResponse(answer), pattern, "response"));
    const followups = withValues(step.followups.map(messagePattern), this.#values);
    throwAny(differences(answer.followups.map(asMessage), followups, "followups"));
  }

  /** Once the bot has ended: the answers are those expected, and where none is, there is none. */
  async #checkFinal({ interactionId }: InteractionHandle, step: Step): Promise<void> {
    const answer = await this.stage.sim.control
      .waitForResponse(interactionId, { timeout: 1 })
      .catch(() => undefined);
    if (answer === undefined && step.response === undefined) return;
    if (answer === undefined) throw new Error("it was not answered");
    if (step.response === undefined) {
      throw new Error(`unexpected answer ${JSON.stringify(asResponse(answer)["content"])}`);
    }
    if (answer.followups.length !== step.followups.length) this.#compareAnswer(answer, step);
  }

  async #checkRequests(expected: Step["requests"]): Promise<void> {
    const { bot, sim } = this.stage;
    const until = this.#requests + expected.length;
    await patiently(() => bot.until(async () => (await scenarioRequests(sim)).length >= until, PATIENCE));
    const made = (await scenarioRequests(sim)).slice(this.#requests);
    for (const [i, each] of expected.entries()) {
      const { what, body } = requestPattern(each);
      const request = made[i];
      if (request === undefined) throw new Error(`the request ${what} was not made`);
      const found = describeRequest(request, what);
      if (found !== what) throw new Error(`the request ${found} was made instead of ${what}`);
      if (body !== null) throwAny(differences(asBody(request), body, `the body of ${what}`));
    }
    this.#requests = until;
  }

  async #checkLog(expected: Step["log"]): Promise<void> {
    const { bot } = this.stage;
    const until = this.#lines + expected.length;
    await patiently(() => bot.until(() => scenarioLines(bot).length >= until, PATIENCE));
    const lines = scenarioLines(bot).slice(this.#lines);
    for (const [i, each] of expected.entries()) {
      const line = lines[i];
      if (line === undefined) throw new Error(`the log lacks ${JSON.stringify(each)}`);
      throwAny(differences(asLine(line), linePattern(each), `log[${i}]`));
    }
    this.#lines = until;
  }

  async #checkPresence(expected: NonNullable<Step["presence"]>): Promise<void> {
    const { bot, sim } = this.stage;
    const found = async () => differences(await shownPresence(sim), expected, "presence");
    await patiently(() => bot.until(async () => (await found()).length === 0, PATIENCE));
    throwAny(await found());
  }

  /** Says in which step something went wrong, and what the bot had to say. */
  async #explained(title: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${title}: ${message}\n${this.stage.bot.transcript()}`);
    }
  }
}

/** Waits; when that takes too long, what is missing is said by who compares. */
async function patiently(wait: () => Promise<void>): Promise<void> {
  await wait().catch(() => undefined);
}

function throwAny(found: readonly string[]): void {
  if (found.length > 0) throw new Error(found.join("\n"));
}
