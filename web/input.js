// The input of the map, all of which comes from one element. Decides which of it belongs to the
// article around the map, and reports the rest as actions: `{type: 'pointer' | 'wheel' | 'pinch' |
// 'key' | 'focus', …}`.

import { MOVE_KEYS } from './keys.js';

/** @import { Action } from './types.js' */

/**
 * The options of listen().
 * @typedef {object} Options
 * @property {() => boolean} cooperative reports whether one finger and a plain wheel scroll the
 *   article; false while the map has the whole screen
 * @property {(action: Action) => void} dispatch
 * @property {(kind: 'wheel' | 'touch') => void} hint called when the reader used on the map what
 *   scrolls the article
 */

/**
 * A pointer that is down. `forwarded`: its events are reported to the map.
 * @typedef {{kind: string, start: PointerEvent, forwarded: boolean}} Pointer
 */

/**
 * Keys that the map handles while it has the focus. All others, Tab and the browser's shortcuts
 * among them, are left to the browser.
 */
const KEYS = new Set([...MOVE_KEYS, 'Enter', 'Escape', '[', ']']);

/**
 * The limits of a tap: how far a finger moves, in CSS pixels, and for how long it is down, in
 * milliseconds.
 */
const TAP = { distance: 10, time: 500 };

/** The height of a line in CSS pixels, for a wheel that counts in lines. */
const LINE_HEIGHT = 16;

/** Set after a click or tap until the next key: meanwhile the focus is not shown. */
const POINTER_FOCUS = 'data-pointer-focus';

/**
 * @param {HTMLElement} element
 * @param {Options} options
 */
// eslint-disable-next-line max-lines-per-function -- a table of listeners, in the order of events
export function listen(element, { cooperative, dispatch, hint }) {
  const updateTouchAction = () => {
    element.style.touchAction = cooperative() ? 'pan-x pan-y' : 'none';
  };
  updateTouchAction();
  document.addEventListener('fullscreenchange', updateTouchAction);
  const pointers = new Pointers(element, { cooperative, dispatch, hint });
  let lastScale = 1;
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
  // Two fingers belong to the map everywhere. Only a listener that is not passive can prevent the
  // default.
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
  // If a script focuses what was clicked, a browser may show the focus as after a key.
  on('focus', () =>
    dispatch({
      type: 'focus',
      on: !element.hasAttribute(POINTER_FOCUS) && element.matches(':focus-visible'),
    }),
  );
  on('blur', () => {
    // If the element is still active, the window has lost the focus and will restore it.
    if (document.activeElement !== element) element.removeAttribute(POINTER_FOCUS);
    dispatch({ type: 'focus', on: false });
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
      dispatch({ type: 'wheel', ...localPosition(element, event), dy: event.deltaY * unit });
  }

  /**
   * Handles the events that Safari has for two fingers on a trackpad. `scale` is the distance
   * between the fingers relative to that at the start, 1 at first. Safari sends these events for
   * two fingers on a screen, too, but those have pointers.
   * @param {GestureEvent} event
   */
  function gesture(event) {
    event.preventDefault(); // prevents page zoom
    const zoomBy = event.type === 'gesturestart' ? 0 : Math.log2(event.scale / lastScale);
    lastScale = event.scale;
    if (zoomBy && Number.isFinite(zoomBy) && !pointers.touching)
      dispatch({ type: 'pinch', ...localPosition(element, event), by: zoomBy });
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.defaultPrevented) return; // handled by the static map (static-map.js)
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !KEYS.has(event.key))
      return;
    event.preventDefault();
    element.removeAttribute(POINTER_FOCUS);
    dispatch({ type: 'key', key: event.key, shift: event.shiftKey });
  }
}

/**
 * Returns the position of an event in CSS pixels from the upper left corner of the element, inside
 * its border.
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

/** Tracks which pointers are down, and which of them are reported to the map. */
class Pointers {
  #element;
  #cooperative;
  #dispatch;
  #hint;
  /**
   * The pointers that are down, by id.
   * @type {Map<number, Pointer>}
   */
  #down = new Map();

  /**
   * @param {HTMLElement} element
   * @param {Options} options
   */
  constructor(element, { cooperative, dispatch, hint }) {
    this.#element = element;
    this.#cooperative = cooperative;
    this.#dispatch = dispatch;
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
      this.cancel(event); // the button was released where no event is received
    } else if (pointer.forwarded) {
      this.#emit('move', event);
    }
  }

  /** @param {PointerEvent} event */
  up(event) {
    const pointer = this.#down.get(event.pointerId);
    if (!pointer) return;
    if (!pointer.forwarded && isTap(pointer.start, event)) this.#forward('down', pointer.start);
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
    this.#dispatch({
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
function isTap(start, end) {
  return (
    end.timeStamp - start.timeStamp < TAP.time &&
    Math.hypot(end.clientX - start.clientX, end.clientY - start.clientY) < TAP.distance
  );
}
