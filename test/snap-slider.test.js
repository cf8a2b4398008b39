// The sliders' stops, on an input that is none. No browser.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

const listeners = {};
const shown = {};
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
  shown[type] = listener;
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

/** A slider with what it has said. */
function slider(list = stops) {
  input = new Input();
  const said = [];
  let label = 'D';
  const made = new SnapSlider('slider', list, {
    pick: (value, quiet) => said.push([value, quiet]),
    label: ({ text }) => {
      label = text;
    },
  });
  return {
    made,
    said,
    label: () => label,
    to: (value) => {
      input.value = value;
      fire('input');
    },
  };
}
afterEach(() => {
  for (const type of Object.keys(listeners)) delete listeners[type];
});

test('a key goes to the next stop however far, and is told by the slider itself', () => {
  const { said, label, to } = slider();
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
    to(value);
    fire('change');
    assert.equal(input.value, want);
    assert.equal(input.getAttribute('aria-valuetext'), label());
  }
  assert.deepEqual(
    said,
    ['c', 'b', 'a', 'b', 'c', 'a', 'd'].map((value) => [value, true]),
  );
});

test('what a browser tells after the pointer is up belongs to the drag', () => {
  const { to } = slider();
  fire('pointerdown');
  to(32);
  assert.equal(input.value, 30);
  fire('pointerup');
  to(32); // by Firefox, which puts the thumb below the pointer once more
  fire('change');
  assert.equal(input.value, 30);
});

test('a drag rests on the nearest stop, and is told once it is let go', () => {
  for (const release of ['pointerup', 'pointercancel']) {
    const { said, to, label } = slider();
    fire('pointerdown');
    for (const value of [990, 700, 580, 310, 200, 16, 14, 2]) to(value);
    assert.equal(label(), 'A', 'the label goes with the thumb');
    fire(release);
    fire('change');
    assert.deepEqual(said, [
      ['c', true],
      ['b', true],
      ['a', true],
      ['a', false],
    ]);
    fire('pointerdown');
    fire('pointerup');
    fire('change');
    assert.equal(said.length, 4, 'nothing was chosen');
    for (const type of Object.keys(listeners)) delete listeners[type];
  }
});

test('the page’s own stop is shown again, also where a browser has put the thumb elsewhere', () => {
  const { made, to, label } = slider();
  input.value = 0;
  shown.pageshow();
  assert.equal(input.value, 1000);
  to(600);
  shown.pageshow();
  assert.equal(input.value, 600, 'what the reader has chosen stays');
  made.show(
    [
      { offset: 0, value: 'x', text: 'X' },
      { offset: 500, value: 'y', text: 'Y' },
    ],
    'y',
  );
  assert.equal(label(), 'Y');
  made.reset();
  assert.deepEqual([input.value, label()], [1000, 'D']);
});

test('no stops, no input: nothing happens', () => {
  const { to, said } = slider([]);
  to(300);
  fire('change');
  input = null;
  shown.pageshow();
  assert.deepEqual(said, []);
  const other = slider();
  fire('input', 'another');
  assert.deepEqual(other.said, []);
});
