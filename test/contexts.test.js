// The maps of a page and their WebGL contexts in a simulated browser. It allows a limited number of
// contexts; when one more is made it evicts the one that was least recently drawn with.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contexts } from '../web/contexts.js';
import { MapLifecycle } from '../web/lifecycle.js';

/**
 * A simulated page with some maps, in a browser with a limit of contexts. A map can see the others
 * unless it is isolated.
 */
class Page {
  live = [];
  evictions = 0;
  starts = 0;

  constructor(t, { maps, limit, isolated = false }) {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
    this.t = t;
    this.limit = limit;
    this.maps = Array.from({ length: maps }, () => ({
      life: null,
      contexts: null,
      failure: null,
      enabled: false,
      placed: false,
    }));
    for (const map of this.maps) {
      map.contexts = new Contexts(() =>
        isolated ? [map.contexts] : this.maps.map(({ contexts }) => contexts),
      );
      map.life = new MapLifecycle({
        boot: {
          load: async () => ({ module: null, files: {} }),
          discardLoaded: () => {},
          makeCanvas: () => this.makeCanvas(),
        },
        contexts: map.contexts,
        isolated,
        persistent: false,
        on: {
          loading: () => {},
          create: (canvas) => this.create(map, canvas.getContext('webgl2')),
          beforeEnd: () => {},
          failed: (failure) => {
            map.failure = failure;
          },
          hasPicture: () => true,
        },
      });
    }
  }

  makeCanvas() {
    this.starts++;
    const context = { lost: false, drawnAt: Date.now(), isContextLost: () => context.lost };
    this.live.push(context);
    while (this.live.length > this.limit) {
      this.evictions++;
      this.lose(this.live.reduce((a, b) => (b.drawnAt < a.drawnAt ? b : a)));
    }
    /** @type {unknown} */
    const canvas = { getContext: () => context };
    return /** @type {import('../web/canvas.js').WebGLCanvas} */ (canvas);
  }

  /** Takes a context away. Like a browser it notifies the owner later. */
  lose(context) {
    context.lost = true;
    this.live = this.live.filter((other) => other !== context);
    setTimeout(() => context.onLost?.(), 1);
  }

  create(map, context) {
    context.onLost = () => map.life.handleContextLoss();
    if (context.lost) setTimeout(context.onLost, 0);
    setTimeout(() => {
      if (!context.lost) map.life.handleFirstFrame();
    }, 400);
    return {
      dispose: async () => {
        context.onLost = null;
        context.lost = true;
        this.live = this.live.filter((other) => other !== context);
      },
    };
  }

  /** Scrolls so that maps [from, to) are in view and all others far away. */
  show(from, to) {
    for (const [i, map] of this.maps.entries()) {
      const { life, contexts } = map;
      const visible = i >= from && i < to;
      if (!map.enabled && visible) {
        map.enabled = true;
        life.enable();
      }
      if (map.placed && contexts.visible === visible) continue;
      map.placed = true;
      life.setVisible(visible);
      life.setNear(visible);
    }
  }

  async advance(milliseconds) {
    for (let passed = 0; passed < milliseconds; passed += 50) {
      this.t.mock.timers.tick(50);
      for (let i = 0; i < 8; i++) await Promise.resolve();
    }
  }

  states(from, to) {
    return this.maps.slice(from, to).map(({ life }) => life.state);
  }
  count(state) {
    return this.states().filter((other) => other === state).length;
  }
}

/** Returns a seeded generator of whole numbers below a bound. */
function makeRandom(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

for (const isolated of [false, true]) {
  for (const [maps, limit] of [
    [17, 16],
    [20, 8],
    [40, 8],
    [40, 16],
  ]) {
    test(`${maps} ${isolated ? 'isolated ' : ''}maps scrolled past with ${limit} contexts: those in view are live, and at rest none starts`, async (t) => {
      const page = new Page(t, { maps, limit, isolated });
      const random = makeRandom(maps * limit);
      for (let i = 0; i < 60; i++) {
        const from = random(maps - 2);
        page.show(from, from + 1 + random(3));
        await page.advance([100, 700, 2500][random(3)]);
      }
      const first = random(maps - 3);
      page.show(first, first + 3);
      await page.advance(9000);
      assert.deepEqual(page.states(first, first + 3), ['live', 'live', 'live']);
      assert.equal(page.count('live'), 3, 'maps out of view have released their contexts');
      assert.equal(page.live.length, 3);
      if (!isolated) assert.equal(page.evictions, 0, 'the browser never evicts a context');
      const { starts } = page;
      await page.advance(120_000);
      assert.equal(page.starts, starts, 'without a touch no map starts');
      assert.equal(page.count('failed'), 0);
    });
  }
}

for (const isolated of [false, true]) {
  test(`more ${isolated ? 'isolated ' : ''}maps in view than contexts: as many are live as there are contexts, a touch starts another`, async (t) => {
    const page = new Page(t, { maps: 20, limit: 8, isolated });
    page.show(0, 12);
    await page.advance(60_000);
    assert.equal(page.count('live'), 8);
    assert.equal(page.count('static'), 12);
    const { starts } = page;
    await page.advance(120_000);
    assert.equal(page.starts, starts, 'without a touch no map starts');
    const touched = page.maps.slice(0, 12).find(({ life }) => life.state === 'static');
    touched.life.handleUse();
    await page.advance(60_000);
    assert.equal(touched.life.state, 'live');
    assert.equal(page.count('live'), 8);
    if (!isolated) assert.equal(page.starts, starts + 1, 'no other map starts again');
    page.show(6, 12); // fewer than there are contexts
    await page.advance(9000);
    assert.deepEqual(new Set(page.states(6, 12)), new Set(['live']));
    assert.equal(page.count('failed'), 0);
  });
}

test('once the limit is known no context is evicted any more', async (t) => {
  const page = new Page(t, { maps: 20, limit: 8 });
  page.show(0, 12);
  await page.advance(10_000);
  const { evictions } = page;
  assert.ok(evictions > 0);
  const random = makeRandom(7);
  for (let i = 0; i < 40; i++) {
    const from = random(9);
    page.show(from, from + 9 + random(3));
    if (random(2)) page.maps[from + random(9)].life.handleUse();
    await page.advance([300, 2000, 5000][random(3)]);
  }
  assert.equal(page.evictions, evictions);
});

test('the map that was touched last stays live', async (t) => {
  const page = new Page(t, { maps: 12, limit: 8 });
  page.show(0, 9);
  await page.advance(10_000);
  for (let i = 0; i < 9; i++) {
    page.maps[i].life.handleUse();
    await page.advance(2000);
    assert.deepEqual([page.states(i, i + 1)[0], page.count('live')], ['live', 8]);
  }
  assert.equal(
    page.states(0, 1)[0],
    'static',
    'the least recently touched map released its context',
  );
});

test('repeated losses end in a failure, and losing all contexts at once sets no limit', async (t) => {
  const page = new Page(t, { maps: 3, limit: 16 });
  page.show(0, 3);
  await page.advance(3000);
  for (const context of [...page.live]) page.lose(context);
  await page.advance(3000);
  assert.deepEqual(page.states(), ['live', 'live', 'live']);
  assert.ok(page.maps.every(({ contexts }) => contexts.limit === Infinity));
  for (let i = 0; i < 6; i++) {
    for (const context of [...page.live]) page.lose(context);
    await page.advance(2000);
  }
  assert.equal(page.count('failed'), 3);
  page.maps[0].life.retry();
  await page.advance(3000);
  assert.equal(page.states(0, 1)[0], 'live');
});
