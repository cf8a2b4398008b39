// The queue of a reader's actions: each is carried out once and in order, even if the program is
// lost and started again meanwhile. Without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActionQueue } from '../web/action-queue.js';

/** @import { Action } from '../web/types.js' */

/** @type {Record<string, (...fields: any[]) => Action>} */
const { date, layer, scenario, select, step, zoom, view } = {
  date: (day, quiet = false) => ({ type: 'date', date: day, quiet }),
  layer: (id, on) => ({ type: 'layer', id, on }),
  scenario: (id) => ({ type: 'scenario', id }),
  select: (id) => ({ type: 'select', id }),
  step: (id) => ({ type: 'step', id }),
  zoom: (by) => ({ type: 'zoom', by }),
  view: (lon) => ({ type: 'view', view: { lon, lat: 48, zoom: 6 } }),
};
/** @type {Action} */
const close = { type: 'close' };
/** @type {Action} */
const reset = { type: 'reset' };
const next = step('next');

/** Hands the queue over to a program that has to fetch nothing, and returns what it received. */
function handOverAll(queue) {
  const received = [];
  queue.handOver(
    (action) => received.push(action),
    () => false,
  );
  return received;
}

const queueOf = (...actions) => {
  const queue = new ActionQueue();
  for (const action of actions) queue.add(action);
  return queue;
};

test('the last action of a kind replaces earlier ones at its own position', () => {
  for (const [actions, want] of [
    [[date('a', true), date('b', true), date('b')], [date('b')]],
    [
      [date('a'), layer('hubs', true), date('b')],
      [layer('hubs', true), date('b')],
    ],
    [
      [layer('hubs', true), layer('band', false), layer('hubs', false)],
      [layer('band', false), layer('hubs', false)],
    ],
    [[select('UA-14'), select('UA-46'), close, select('UA-63')], [select('UA-63')]],
    [[select('UA-14'), close], [close]],
    [
      [scenario('freeze'), date('a'), scenario('donbas')],
      [date('a'), scenario('donbas')],
    ],
    [
      [{ type: 'tab', id: 'hubs' }, scenario('donbas'), { type: 'tab', id: 'control' }],
      [scenario('donbas'), { type: 'tab', id: 'control' }],
    ],
    [
      [
        { type: 'play', on: true },
        { type: 'play', on: false },
      ],
      [{ type: 'play', on: false }],
    ],
    [
      [
        { type: 'pullback', km: 5 },
        { type: 'pullback', km: 30 },
      ],
      [{ type: 'pullback', km: 30 }],
    ],
    [
      [
        { type: 'theme', theme: 'dark' },
        { type: 'lang', lang: 'uk' },
        { type: 'theme', theme: 'light' },
      ],
      [
        { type: 'lang', lang: 'uk' },
        { type: 'theme', theme: 'light' },
      ],
    ],
  ])
    assert.deepEqual(handOverAll(queueOf(...actions)), want);
});

test('relative actions are all kept', () => {
  const actions = [
    next,
    zoom(1),
    next,
    zoom(1),
    { type: 'pan', dx: 100, dy: 0 },
    step('back'),
    { type: 'key', key: '+' },
    { type: 'key', key: '+' },
  ];
  assert.deepEqual(handOverAll(queueOf(...actions)), actions);
});

test('a view or a reset replaces earlier moves of the map, and nothing else', () => {
  assert.deepEqual(
    handOverAll(queueOf(zoom(1), date('a'), view(30), zoom(-1), view(31), zoom(2))),
    [date('a'), view(31), zoom(2)],
  );
  assert.deepEqual(
    handOverAll(queueOf(view(30), select('UA-14'), { type: 'key', key: '+' }, reset)),
    [select('UA-14'), reset],
  );
  assert.deepEqual(handOverAll(queueOf(reset, view(30))), [view(30)]);
});

test('a whole state replaces all earlier actions except those on what a state does not contain', () => {
  const state = { type: 'state', state: { date: 'a' } };
  assert.deepEqual(
    handOverAll(
      queueOf(
        date('b'),
        layer('hubs', true),
        { type: 'theme', theme: 'dark' },
        zoom(1),
        next,
        state,
        select('UA-14'),
      ),
    ),
    [state, { type: 'theme', theme: 'dark' }, select('UA-14')],
  );
});

test('onAdd is called after the action has been added', () => {
  const queue = new ActionQueue();
  const received = [];
  queue.onAdd = () => received.push(handOverAll(queue));
  queue.add(zoom(1));
  queue.add(next);
  assert.deepEqual(received, [[zoom(1)], [next]]);
});

/**
 * A simulated program. An action that needs files waits, and so do later ones. The program may be
 * lost at any moment; the next one starts from the link that was reported last.
 */
class Program {
  constructor(link) {
    this.link = [...link];
    this.waiting = [];
  }

  dispatch(action) {
    (action.type !== 'zoom' && (action.needsFiles || this.waiting.length)
      ? this.waiting
      : this.link
    ).push(action);
  }

  filesArrive() {
    this.link.push(...this.waiting.splice(0));
  }
}

test('each action is carried out once, whenever the program is lost', () => {
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed;
    const random = (n) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * n);
    };
    const queue = new ActionQueue();
    let link = [];
    let program = null;
    const actions = [];
    const handOver = () => {
      if (program)
        queue.handOver(
          (action) => program.dispatch(action),
          () => program.waiting.length > 0,
        );
    };
    const filesArrive = () => {
      program.filesArrive();
      queue.finish();
    };
    const reportLink = () => {
      link = [...program.link];
      queue.confirm();
    };
    queue.onAdd = handOver;
    for (let i = 0; i < 40; i++) {
      const event = random(6);
      if (event < 2) {
        const action = [
          { ...zoom(1), n: i },
          { ...next, n: i },
          { ...next, n: i, needsFiles: true },
        ][random(3)];
        actions.push(action);
        queue.add(action);
      } else if (event === 2) program = null;
      else if (event === 3 && !program) {
        program = new Program(link);
        queue.requeue();
        handOver();
      } else if (program && event === 4) reportLink();
      else if (program) filesArrive();
    }
    program = new Program(link);
    queue.requeue();
    handOver();
    filesArrive();
    reportLink();
    const sorted = (list) => list.map((action) => JSON.stringify(action)).sort();
    assert.deepEqual(sorted(link), sorted(actions), `seed ${seed}`);
    assert.deepEqual(queue.pending, []);
  }
});

test('the next program is not given the actions on which the last one failed', () => {
  const queue = queueOf(date('a'));
  queue.handOver(
    () => {},
    () => true,
  );
  queue.discardUnconfirmed();
  queue.add(zoom(1));
  queue.requeue();
  assert.deepEqual(handOverAll(queue), [zoom(1)]);
});
