// What a reader has asked for and the program has not shown yet: before there is one, while one
// starts anew, and until the link that a new one would start with says it. Each wish is carried out
// once, in order.

/** @import { Action } from './types.js' */

/** Actions that move the map from where it is: they add up. */
const RELATIVE_MOVES = ['zoom', 'pan', 'key'];

/** Actions that put the map somewhere, wherever it was. */
const ABSOLUTE_MOVES = ['view', 'reset'];

/** Actions that a whole state does not choose. */
const STATE_EXCLUDED = ['theme', 'lang'];

/** Actions that never wait for files. */
const IMMEDIATE = [...RELATIVE_MOVES, ...ABSOLUTE_MOVES, 'theme'];

/**
 * What an action chooses: of those that choose the same the last counts.
 * @param {{type: string, id?: string | number}} action
 */
function choiceOf({ type, id }) {
  if (type === 'layer') return `layer ${id}`;
  return type === 'close' ? 'select' : type;
}

/**
 * Whether an action makes one before it void.
 * @param {Action} action
 * @param {Action} before
 */
function replaces(action, before) {
  if (action.type === 'state') return !STATE_EXCLUDED.includes(before.type);
  if (ABSOLUTE_MOVES.includes(action.type))
    return [...RELATIVE_MOVES, ...ABSOLUTE_MOVES].includes(before.type);
  if (RELATIVE_MOVES.includes(action.type)) return false;
  if (action.type === 'step' && ['next', 'back'].includes(action.id)) return false;
  return choiceOf(action) === choiceOf(before);
}

export class ActionQueue {
  /** @type {Action[]} */
  #pending = [];
  /**
   * What was handed over, but a program that started now would not know of; done: it has been
   * carried out.
   * @type {{action: Action, done: boolean}[]}
   */
  #unconfirmed = [];

  /** Called after an action was added. */
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
    const rest = this.#pending.filter((before) => !replaces(action, before));
    this.#pending = action.type === 'state' ? [action, ...rest] : [...rest, action];
  }

  /**
   * Hands what waits to a program, which says by `isWaiting` whether it has to wait for files until
   * it shows all of it.
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
   * The program waits for nothing: it has carried out all that was handed over, and its next state
   * says so.
   */
  finish() {
    for (const entry of this.#unconfirmed) entry.done = true;
  }

  /** The program has told its state, with all that it has carried out. */
  confirm() {
    this.#unconfirmed = this.#unconfirmed.filter(({ done }) => !done);
  }

  /**
   * A new program starts with the last state that was told: what the one before took and did not
   * confirm waits again.
   */
  requeue() {
    const actions = [...this.#unconfirmed.map(({ action }) => action), ...this.#pending];
    this.#unconfirmed = [];
    this.#pending = [];
    for (const action of actions) this.#insert(action);
  }

  /** Forgets what was handed over and not confirmed: a program may have failed over it. */
  discardUnconfirmed() {
    this.#unconfirmed = [];
  }
}
