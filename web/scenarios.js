// The scenarios to choose from, and what the chosen one says.

import { byId, line, refill, row, setText, source } from './dom.js';
import { showGrid } from './tables.js';

/** @import { PullbackChoice, ScenarioView, View } from './types.js' */

export class Scenarios {
  #pullback;

  /**
   * @param {import('./stops.js').Stops<number>} pullback the slider over the distances of a
   *   pull-back
   */
  constructor(pullback) {
    this.#pullback = pullback;
  }

  /** @param {View} view */
  showChoices({ scenarios, scenario, wants }) {
    for (const { id, name, note } of scenarios) {
      const input = byId(`tl-scenario-${id}`);
      setText(/** @type {Element} */ (input.parentElement).querySelector('.name'), name);
      setText(/** @type {Element} */ (input.parentElement).querySelector('.note'), note);
    }
    if (wants.length) return; // what was chosen stays chosen while it is fetched
    for (const input of byId('tl-scenarios')?.querySelectorAll('input') ?? [])
      input.checked = input.value === (scenario?.id ?? '');
  }

  /**
   * What is told of the chosen one; null: none is.
   * @param {ScenarioView | null} scenario
   */
  show(scenario) {
    if (!byId('tl-scenario')) return;
    /** @type {HTMLElement} */ (byId('tl-scenario')).hidden = byId('tl-plan').hidden = !scenario;
    if (!scenario) return;
    setText(byId('tl-scenario-summary'), scenario.summary);
    setText(byId('tl-plan-name'), scenario.name);
    refill(byId('tl-scenario-facts'), scenario.facts, row);
    refill(byId('tl-scenario-figures'), scenario.figures, row);
    refill(byId('tl-scenario-notes'), scenario.notes, line);
    refill(byId('tl-scenario-sources'), scenario.sources, source);
    this.#showPullbacks(scenario.pullbacks);
    showGrid('tl-zones', scenario.zones);
    showGrid('tl-rules', scenario.rules);
  }

  /** @param {PullbackChoice[]} choices */
  #showPullbacks(choices) {
    byId('tl-pullback-box').hidden = !choices.length;
    if (!choices.length) return;
    const first = choices[0].km;
    const span = /** @type {PullbackChoice} */ (choices.at(-1)).km - first || 1;
    const chosen = choices.find((choice) => choice.on) ?? choices[0];
    this.#pullback.show(
      choices.map(({ km, label }) => ({
        value: km,
        text: label,
        at: Math.round(((km - first) / span) * 1000),
      })),
      chosen.km,
    );
  }
}
