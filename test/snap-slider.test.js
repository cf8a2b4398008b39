// Sliders that snap to stops, on a stub of an input. Without a browser.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

const listeners = {};
const windowListeners = {};
let input;
/** @type {unknown} */
const page = {
  getElementById: (id) => (id === 'slider' ? input : null),
  addEventListener: (type, listener) => {
    (listeners[type] ??= []).push(listener);
  },
};
globalThis.document = /** @type {Document} */ (page);
globalThis.addEventListener = (type, listener) => {
  windowListeners[type] = listener;
};
const { SnapSlider } = await import('../web/snap-slider.js');

const fire = (type, id = 'slider') => {
  for (const listener of listeners[type] ?? []) listener({ target: { id } });
};
const stops = [
  { offset: 0, value: 'a', text: 'A' },
  { offset: 30, value: 'b', text: 'B' },
  { offset: 600, value: 'c', text: 'C' },
  { offset: 1000, value: 'd', text: 'D' },
];

class Input {
  attributes = { value: '1000', 'aria-valuetext': 'D' };
  value = 1000;
  get valueAsNumber() {
    return Number(this.value);
  }
  getAttribute(name) {
    return this.attributes[name];
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
}

/** Returns a slider and the list of its picks. */
function makeSlider(list = stops) {
  input = new Input();
  const picks = [];
  let label = 'D';
  const slider = new SnapSlider('slider', list, {
    onPick: (value, quiet) => picks.push([value, quiet]),
    onLabel: ({ text }) => {
      label = text;
    },
  });
  return {
    slider,
    picks,
    label: () => label,
    moveTo: (value) => {
      input.value = value;
      fire('input');
    },
  };
}
afterEach(() => {
  for (const type of Object.keys(listeners)) delete listeners[type];
});

test('a key moves to the next stop at any distance, and the slider announces it itself', () => {
  const { picks, label, moveTo } = makeSlider();
  for (const [value, want] of [
    [999, 600],
    [599, 30],
    [29, 0],
    [-1, 0],
    [1, 30],
    [31, 600],
    [0, 0],
    [1000, 1000],
  ]) {
    moveTo(value);
    fire('change');
    assert.equal(input.value, want);
    assert.equal(input.getAttribute('aria-valuetext'), label());
  }
  assert.deepEqual(
    picks,
    ['c', 'b', 'a', 'b', 'c', 'a', 'd'].map((value) => [value, true]),
  );
});

test('an input event after the end of a drag still belongs to the drag', () => {
  const { moveTo } = makeSlider();
  fire('pointerdown');
  moveTo(32);
  assert.equal(input.value, 30);
  fire('pointerup');
  moveTo(32); // Firefox moves the thumb below the pointer once more
  fire('change');
  assert.equal(input.value, 30);
});

test('a drag snaps to the nearest stop and is announced when it ends', () => {
  for (const release of ['pointerup', 'pointercancel']) {
    const { picks, moveTo, label } = makeSlider();
    fire('pointerdown');
    for (const value of [990, 700, 580, 310, 200, 16, 14, 2]) moveTo(value);
    assert.equal(label(), 'A', 'the label follows the thumb');
    fire(release);
    fire('change');
    assert.deepEqual(picks, [
      ['c', true],
      ['b', true],
      ['a', true],
      ['a', false],
    ]);
    fire('pointerdown');
    fire('pointerup');
    fire('change');
    assert.equal(picks.length, 4, 'a press without a move picks nothing');
    for (const type of Object.keys(listeners)) delete listeners[type];
  }
});

test('the slider is reset to its stop, even if the browser has restored another value', () => {
  const { slider, moveTo, label } = makeSlider();
  input.value = 0;
  windowListeners.pageshow();
  assert.equal(input.value, 1000);
  moveTo(600);
  windowListeners.pageshow();
  assert.equal(input.value, 600, 'the reader’s choice is kept');
  slider.show(
    [
      { offset: 0, value: 'x', text: 'X' },
      { offset: 500, value: 'y', text: 'Y' },
    ],
    'y',
  );
  assert.equal(label(), 'Y');
  slider.reset();
  assert.deepEqual([input.value, label()], [1000, 'D']);
});

test('without stops or without an input nothing happens', () => {
  const { moveTo, picks } = makeSlider([]);
  moveTo(300);
  fire('change');
  input = null;
  windowListeners.pageshow();
  assert.deepEqual(picks, []);
  const other = makeSlider();
  fire('input', 'another');
  assert.deepEqual(other.picks, []);
});
