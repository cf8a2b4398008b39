// All input of the map comes from one element. It decides what belongs to the article around the
// map and what to the map, and says the latter in plain events: `{type: 'pointer' | 'wheel' |
// 'pinch' | 'key' | 'focus', …}`.

import { MOVE_KEYS } from './keys.js';

/** @import { Action } from './types.js' */

/**
 * What the map's element does with its input.
 * @typedef {object} Options
 * @property {() => boolean} cooperative whether one finger and a plain wheel belong to the article:
 *   not while the map has the whole screen
 * @property {(action: Action) => void} dispatch
 * @property {(kind: 'wheel' | 'touch') => void} hint the reader tried what belongs to the article
 */

/**
 * A pointer that is down. Told: the map knows of it.
 * @typedef {{kind: string, start: PointerEvent, forwarded: boolean}} Pointer
 */

/**
 * Keys that the map answers while it has the focus. All others, Tab and the browser's shortcuts
 * reach the browser.
 */
const KEYS = new Set([...MOVE_KEYS, 'Enter', 'Escape', '[', ']']);

/**
 * A finger that moves no further than this many CSS pixels and no longer than this many
 * milliseconds taps.
 */
const TAP = { distance: 10, time: 500 };

const LINE_HEIGHT = 16;

/**
 * The element was clicked or tapped, and no key has been pressed since: nothing shows where the
 * keyboard is.
 */
const POINTER_FOCUS = 'data-pointer-focus';

/**
 * @param {HTMLElement} element
 * @param {Options} options
 */
// eslint-disable-next-line max-lines-per-function -- a table of listeners, in the order of events
export function listen(element, { cooperative, dispatch: send, hint }) {
  const touch = () => {
    element.style.touchAction = cooperative() ? 'pan-x pan-y' : 'none';
  };
  touch();
  document.addEventListener('fullscreenchange', touch);
  const pointers = new Pointers(element, { cooperative, dispatch: send, hint });
  let scale = 1;
  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} listener
   * @param {AddEventListenerOptions} [options]
   */
  const on = (type, listener, options) => element.addEventListener(type, listener, options);
  on('pointerdown', (event) => pointers.down(event));
  on('pointermove', (event) => pointers.move(event));
  on('pointerup', (event) => pointers.up(event));
  on('pointercancel', (event) => pointers.cancel(event));
  on('lostpointercapture', (event) => pointers.cancel(event));
  on('pointerleave', (event) => pointers.leave(event));
  addEventListener('blur', () => pointers.cancelAll());
  // Two fingers belong to the map everywhere; only a listener that is not passive may say so.
  on(
    'touchstart',
    (event) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    { passive: false },
  );
  on(
    'touchmove',
    (event) => {
      if (event.touches.length > 1 || !cooperative()) event.preventDefault();
    },
    { passive: false },
  );
  on('wheel', (event) => wheel(event), { passive: false });
  on('gesturestart', (event) => gesture(event));
  on('gesturechange', (event) => gesture(event));
  on('gestureend', (event) => gesture(event));
  on('keydown', (event) => key(event));
  // Where a script focuses what was clicked a browser may show the focus as for the keyboard.
  on('focus', () =>
    send({
      type: 'focus',
      on: !element.hasAttribute(POINTER_FOCUS) && element.matches(':focus-visible'),
    }),
  );
  on('blur', () => {
    // Where the element is active still the window lost the focus, and will give it back.
    if (document.activeElement !== element) element.removeAttribute(POINTER_FOCUS);
    send({ type: 'focus', on: false });
  });

  /** @param {WheelEvent} event */
  function wheel(event) {
    if (cooperative() && !event.ctrlKey && !event.metaKey) {
      hint('wheel');
      return;
    }
    event.preventDefault();
    const unit = [1, LINE_HEIGHT, element.clientHeight][event.deltaMode];
    if (event.deltaY)
      send({ type: 'wheel', ...localPosition(element, event), dy: event.deltaY * unit });
  }

  /**
   * Safari tells of two fingers on a trackpad by events of its own: `scale` is how far apart they
   * are since they were set down, 1 at first. It tells of two fingers on a screen so, too, but
   * those have pointers.
   * @param {GestureEvent} event
   */
  function gesture(event) {
    event.preventDefault(); // else the page is zoomed
    const zoomBy = event.type === 'gesturestart' ? 0 : Math.log2(event.scale / scale);
    scale = event.scale;
    if (zoomBy && Number.isFinite(zoomBy) && !pointers.touching)
      send({ type: 'pinch', ...localPosition(element, event), by: zoomBy });
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.defaultPrevented) return; // the page's picture has answered it (static-map.js)
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !KEYS.has(event.key))
      return;
    event.preventDefault();
    element.removeAttribute(POINTER_FOCUS);
    send({ type: 'key', key: event.key, shift: event.shiftKey });
  }
}

/**
 * Where an event happened, in CSS pixels from the element's corner.
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 */
function localPosition(element, event) {
  const box = element.getBoundingClientRect();
  return {
    x: event.clientX - box.left - element.clientLeft,
    y: event.clientY - box.top - element.clientTop,
  };
}

/** Which pointers are down, and what of them the map has been told. */
class Pointers {
  #element;
  #cooperative;
  #send;
  #hint;
  /**
   * Pointers by their ids.
   * @type {Map<number, Pointer>}
   */
  #down = new Map();

  /**
   * @param {HTMLElement} element
   * @param {Options} options
   */
  constructor(element, { cooperative, dispatch: send, hint }) {
    this.#element = element;
    this.#cooperative = cooperative;
    this.#send = send;
    this.#hint = hint;
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#element.setAttribute(POINTER_FOCUS, '');
    this.#element.focus({ preventScroll: true });
    const pointer = { kind: event.pointerType, start: event, forwarded: false };
    this.#down.set(event.pointerId, pointer);
    if (!this.#cooperative() || pointer.kind !== 'touch') {
      this.#forward('down', event);
    } else if (this.#fingers().length > 1) {
      for (const finger of this.#fingers())
        if (!finger.forwarded) this.#forward('down', finger.start);
    }
  }

  /** @param {PointerEvent} event */
  move(event) {
    const pointer = this.#down.get(event.pointerId);
    if (!pointer) {
      if (event.pointerType !== 'touch') this.#emit('move', event);
    } else if (pointer.kind === 'mouse' && (event.buttons & 1) === 0) {
      this.cancel(event); // the button went up where no event told us
    } else if (pointer.forwarded) {
      this.#emit('move', event);
    }
  }

  /** @param {PointerEvent} event */
  up(event) {
    const pointer = this.#down.get(event.pointerId);
    if (!pointer) return;
    if (!pointer.forwarded && tapped(pointer.start, event)) this.#forward('down', pointer.start);
    const forwarded = pointer.forwarded;
    this.#down.delete(event.pointerId);
    if (forwarded)
      this.#emit('up', event, {
        held: Math.min(Math.max(event.timeStamp - pointer.start.timeStamp, 1), 1e6),
      });
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    const pointer = this.#down.get(event.pointerId);
    if (!pointer) return;
    this.#down.delete(event.pointerId);
    if (pointer.forwarded) this.#emit('cancel', event);
    else if (event.type === 'pointercancel' && this.#fingers().length === 0) this.#hint('touch');
  }

  cancelAll() {
    for (const [id, pointer] of this.#down) {
      this.#down.delete(id);
      if (pointer.forwarded) this.#emit('cancel', pointer.start);
    }
  }

  /** @param {PointerEvent} event */
  leave(event) {
    if (event.pointerType !== 'touch' && !this.#down.has(event.pointerId))
      this.#emit('leave', event);
  }

  /** Whether a finger is on the screen. */
  get touching() {
    return this.#fingers().length > 0;
  }

  #fingers() {
    return [...this.#down.values()].filter((pointer) => pointer.kind === 'touch');
  }

  /**
   * @param {'down'} phase
   * @param {PointerEvent} event
   */
  #forward(phase, event) {
    /** @type {Pointer} */ (this.#down.get(event.pointerId)).forwarded = true;
    this.#emit(phase, event);
  }

  /**
   * @param {'down' | 'move' | 'up' | 'cancel' | 'leave'} phase
   * @param {PointerEvent} event
   * @param {{held?: number}} more
   */
  #emit(phase, event, more = {}) {
    this.#send({
      type: 'pointer',
      phase,
      id: event.pointerId,
      kind: /** @type {'mouse' | 'touch' | 'pen'} */ (event.pointerType || 'mouse'),
      ...localPosition(this.#element, event),
      button: Math.max(event.button, 0),
      ...more,
    });
  }
}

/**
 * @param {PointerEvent} start
 * @param {PointerEvent} end
 */
function tapped(start, end) {
  return (
    end.timeStamp - start.timeStamp < TAP.time &&
    Math.hypot(end.clientX - start.clientX, end.clientY - start.clientY) < TAP.distance
  );
}
