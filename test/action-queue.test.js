// What a reader asks for is carried out once and in order, whatever becomes of the program
// meanwhile. No browser.

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

/** What a program is given that waits for nothing. */
function taken(queue) {
  const given = [];
  queue.handOver(
    (action) => given.push(action),
    () => false,
  );
  return given;
}

const queued = (...actions) => {
  const queue = new ActionQueue();
  for (const action of actions) queue.add(action);
  return queue;
};

test('of one wish the last counts, where it was asked for; all others stay in order', () => {
  for (const [asked, want] of [
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
    assert.deepEqual(taken(queued(...asked)), want);
});

test('what adds up is kept, each time', () => {
  const asked = [
    next,
    zoom(1),
    next,
    zoom(1),
    { type: 'pan', dx: 100, dy: 0 },
    step('back'),
    { type: 'key', key: '+' },
    { type: 'key', key: '+' },
  ];
  assert.deepEqual(taken(queued(...asked)), asked);
});

test('a view or the whole country takes the place of all that moved the map, and nothing else', () => {
  assert.deepEqual(taken(queued(zoom(1), date('a'), view(30), zoom(-1), view(31), zoom(2))), [
    date('a'),
    view(31),
    zoom(2),
  ]);
  assert.deepEqual(taken(queued(view(30), select('UA-14'), { type: 'key', key: '+' }, reset)), [
    select('UA-14'),
    reset,
  ]);
  assert.deepEqual(taken(queued(reset, view(30))), [view(30)]);
});

test('a whole state takes the place of all but what it does not choose', () => {
  const state = { type: 'state', state: { date: 'a' } };
  assert.deepEqual(
    taken(
      queued(
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

test('it says that something was added, once it is there', () => {
  const queue = new ActionQueue();
  const seen = [];
  queue.onAdd = () => seen.push(taken(queue));
  queue.add(zoom(1));
  queue.add(next);
  assert.deepEqual(seen, [[zoom(1)], [next]]);
});

/**
 * A program that shows what it is told, of which it may have to fetch files first; then it waits
 * with all of them. It is lost at any moment, and a new one begins with the link that was told
 * last.
 */
class Program {
  constructor(link) {
    this.link = [...link];
    this.waiting = [];
  }

  do(action) {
    (action.type !== 'zoom' && (action.far || this.waiting.length) ? this.waiting : this.link).push(
      action,
    );
  }

  arrive() {
    this.link.push(...this.waiting.splice(0));
  }
}

test('whenever a program is lost, each wish is carried out once', () => {
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed;
    const random = (n) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * n);
    };
    const queue = new ActionQueue();
    let link = [];
    let program = null;
    const asked = [];
    const handOver = () => {
      if (program)
        queue.handOver(
          (action) => program.do(action),
          () => program.waiting.length > 0,
        );
    };
    const arrive = () => {
      program.arrive();
      queue.finish();
    };
    const tell = () => {
      link = [...program.link];
      queue.confirm();
    };
    queue.onAdd = handOver;
    for (let i = 0; i < 40; i++) {
      const what = random(6);
      if (what < 2) {
        const action = [
          { ...zoom(1), n: i },
          { ...next, n: i },
          { ...next, n: i, far: true },
        ][random(3)];
        asked.push(action);
        queue.add(action);
      } else if (what === 2) program = null;
      else if (what === 3 && !program) {
        program = new Program(link);
        queue.requeue();
        handOver();
      } else if (program && what === 4) tell();
      else if (program) arrive();
    }
    program = new Program(link);
    queue.requeue();
    handOver();
    arrive();
    tell();
    const sorted = (list) => list.map((action) => JSON.stringify(action)).sort();
    assert.deepEqual(sorted(link), sorted(asked), `seed ${seed}`);
    assert.deepEqual(queue.pending, []);
  }
});

test('over what a program has failed the next one need not fail', () => {
  const queue = queued(date('a'));
  queue.handOver(
    () => {},
    () => true,
  );
  queue.discardUnconfirmed();
  queue.add(zoom(1));
  queue.requeue();
  assert.deepEqual(taken(queue), [zoom(1)]);
});
