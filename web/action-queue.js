// The reader's actions that the program has not shown yet: those made before it runs or while it
// restarts, and those that its last reported state does not contain. Each action is carried out
// once, in order.

/** @import { Action } from './types.js' */

/** Actions that move the map relative to its present view. Their effects add up. */
const RELATIVE_MOVES = ['zoom', 'pan', 'key'];

/** Actions that set the view of the map, whatever it was. */
const ABSOLUTE_MOVES = ['view', 'reset'];

/** Actions that a `state` action does not replace. */
const STATE_EXCLUDED = ['theme', 'lang'];

/** Actions that never wait for files. */
const IMMEDIATE = [...RELATIVE_MOVES, ...ABSOLUTE_MOVES, 'theme'];

/**
 * Returns a key for what an action chooses. Of actions with the same key only the last counts.
 * @param {{type: string, id?: string | number}} action
 */
function choiceOf({ type, id }) {
  if (type === 'layer') return `layer ${id}`;
  return type === 'close' ? 'select' : type;
}

/**
 * Reports whether an action makes an earlier one void.
 * @param {Action} action
 * @param {Action} earlier
 */
function replaces(action, earlier) {
  if (action.type === 'state') return !STATE_EXCLUDED.includes(earlier.type);
  if (ABSOLUTE_MOVES.includes(action.type))
    return [...RELATIVE_MOVES, ...ABSOLUTE_MOVES].includes(earlier.type);
  if (RELATIVE_MOVES.includes(action.type)) return false;
  if (action.type === 'step' && ['next', 'back'].includes(action.id)) return false;
  return choiceOf(action) === choiceOf(earlier);
}

export class ActionQueue {
  /** @type {Action[]} */
  #pending = [];
  /**
   * The actions that a program has received, but that are not yet in the state with which a new
   * program would start. `done`: the action has been carried out.
   * @type {{action: Action, done: boolean}[]}
   */
  #unconfirmed = [];

  /** Called after an action has been added. */
  onAdd = () => {};

  /** The actions that wait for a program, in order. */
  get pending() {
    return [...this.#pending];
  }

  /** @param {Action} action */
  add(action) {
    this.#insert(action);
    this.onAdd();
  }

  /** @param {Action} action */
  #insert(action) {
    const rest = this.#pending.filter((earlier) => !replaces(action, earlier));
    this.#pending = action.type === 'state' ? [action, ...rest] : [...rest, action];
  }

  /**
   * Hands the pending actions to a program. `isWaiting` reports whether the program still waits for
   * files.
   * @param {(action: Action) => void} dispatch
   * @param {() => boolean} isWaiting
   */
  handOver(dispatch, isWaiting) {
    while (this.#pending.length) {
      const action = /** @type {Action} */ (this.#pending.shift());
      this.#unconfirmed.push({ action, done: IMMEDIATE.includes(action.type) });
      dispatch(action);
      if (!isWaiting()) this.finish();
    }
  }

  /**
   * Marks everything that was handed over as carried out. Called when the program waits for no
   * file: its next state contains all of it.
   */
  finish() {
    for (const entry of this.#unconfirmed) entry.done = true;
  }

  /**
   * Drops the actions that have been carried out. Called when the program has reported its state,
   * which contains them.
   */
  confirm() {
    this.#unconfirmed = this.#unconfirmed.filter(({ done }) => !done);
  }

  /**
   * Makes the unconfirmed actions pending again. A new program starts with the last reported state,
   * so it needs everything that the previous one received and did not confirm.
   */
  requeue() {
    const actions = [...this.#unconfirmed.map(({ action }) => action), ...this.#pending];
    this.#unconfirmed = [];
    this.#pending = [];
    for (const action of actions) this.#insert(action);
  }

  /** Drops the unconfirmed actions: one of them may have made the program fail. */
  discardUnconfirmed() {
    this.#unconfirmed = [];
  }
}
