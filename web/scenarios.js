// The choice of scenarios, and the section about the chosen one.

import { byId, paragraph, replaceIfChanged, factRow, setText, sourceItem } from './dom.js';
import { fillTable } from './tables.js';

/** @import { PullbackChoice, ScenarioView, View } from './types.js' */

export class Scenarios {
  #pullback;

  /**
   * @param {import('./snap-slider.js').SnapSlider<number>} pullback the slider of pull-back
   *   distances
   */
  constructor(pullback) {
    this.#pullback = pullback;
  }

  /** @param {View} view */
  showChoices({ scenarios, scenario, missingFiles }) {
    for (const { id, name, note } of scenarios) {
      const input = byId(`tl-scenario-${id}`);
      setText(/** @type {Element} */ (input.parentElement).querySelector('.name'), name);
      setText(/** @type {Element} */ (input.parentElement).querySelector('.note'), note);
    }
    if (missingFiles.length) return; // the chosen one stays checked while it is fetched
    for (const input of byId('tl-scenarios')?.querySelectorAll('input') ?? [])
      input.checked = input.value === (scenario?.id ?? '');
  }

  /**
   * Shows the section about the chosen scenario; null: none is chosen.
   * @param {ScenarioView | null} scenario
   */
  show(scenario) {
    if (!byId('tl-scenario')) return;
    /** @type {HTMLElement} */ (byId('tl-scenario')).hidden = byId('tl-plan').hidden = !scenario;
    if (!scenario) return;
    setText(byId('tl-scenario-summary'), scenario.summary);
    setText(byId('tl-plan-name'), scenario.name);
    replaceIfChanged(byId('tl-scenario-facts'), scenario.facts, factRow);
    replaceIfChanged(byId('tl-scenario-figures'), scenario.figures, factRow);
    replaceIfChanged(byId('tl-scenario-notes'), scenario.notes, paragraph);
    replaceIfChanged(byId('tl-scenario-sources'), scenario.sources, sourceItem);
    this.#showPullbacks(scenario.pullbacks);
    fillTable('tl-zones', scenario.zones);
    fillTable('tl-rules', scenario.rules);
  }

  /** @param {PullbackChoice[]} choices */
  #showPullbacks(choices) {
    byId('tl-pullback-control').hidden = !choices.length;
    if (!choices.length) return;
    const first = choices[0].km;
    const span = /** @type {PullbackChoice} */ (choices.at(-1)).km - first || 1;
    const chosen = choices.find((choice) => choice.on) ?? choices[0];
    this.#pullback.show(
      choices.map(({ km, label }) => ({
        value: km,
        text: label,
        offset: Math.round(((km - first) / span) * 1000),
      })),
      chosen.km,
    );
  }
}
