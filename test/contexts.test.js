// The maps of a page and their contexts, in a simulated browser: it allows so many contexts, and
// when one more is made it takes the one that was drawn with longest ago.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contexts } from '../web/contexts.js';
import { MapLifecycle } from '../web/lifecycle.js';

/**
 * A page with so many maps in a browser that allows so many contexts. A map sees the others unless
 * it is isolated.
 */
class Page {
  live = [];
  evictions = 0;
  starts = 0;
  most = 0;

  constructor(t, { maps, limit, isolated = false }) {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
    this.t = t;
    this.limit = limit;
    this.maps = Array.from({ length: maps }, () => ({ life: null, contexts: null, failure: null }));
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
        stays: false,
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
    this.most = Math.max(this.most, this.live.length);
    /** @type {unknown} */
    const canvas = { getContext: () => context };
    return /** @type {import('../web/canvas.js').WebGLCanvas} */ (canvas);
  }

  /** Takes a context as a browser does: who had it hears of it later. */
  lose(context) {
    context.lost = true;
    this.live = this.live.filter((other) => other !== context);
    setTimeout(() => context.onLost?.(), 1);
  }

  create(map, context) {
    context.onLost = () => map.life.lost();
    if (context.lost) setTimeout(context.onLost, 0);
    setTimeout(() => {
      if (!context.lost) map.life.drawn();
    }, 400);
    return {
      dispose: async () => {
        context.onLost = null;
        context.lost = true;
        this.live = this.live.filter((other) => other !== context);
      },
    };
  }

  /** Has the maps from one up to another in view, and all others far from it. */
  show(from, to) {
    this.maps.forEach(({ life, contexts }, i) => {
      const visible = i >= from && i < to;
      if (!life.begun && visible) {
        life.begun = true;
        life.begin();
      }
      if (life.known && contexts.visible === visible) return;
      life.known = true;
      life.setVisible(visible);
      life.setNear(visible);
    });
  }

  async pass(milliseconds) {
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

/** Random numbers, always the same. */
function randoms(seed) {
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
    test(`${maps} ${isolated ? 'isolated ' : ''}maps that are scrolled past, ${limit} contexts: those in view are live, and at rest nothing happens`, async (t) => {
      const page = new Page(t, { maps, limit, isolated });
      const random = randoms(maps * limit);
      for (let i = 0; i < 60; i++) {
        const from = random(maps - 2);
        page.show(from, from + 1 + random(3));
        await page.pass([100, 700, 2500][random(3)]);
      }
      const at = random(maps - 3);
      page.show(at, at + 3);
      await page.pass(9000);
      assert.deepEqual(page.states(at, at + 3), ['live', 'live', 'live']);
      assert.equal(page.count('live'), 3, 'out of view all is given back');
      assert.equal(page.live.length, 3);
      if (!isolated) assert.equal(page.evictions, 0, 'no browser has to take one');
      const { starts } = page;
      await page.pass(120_000);
      assert.equal(page.starts, starts, 'nobody touches anything: no map starts');
      assert.equal(page.count('failed'), 0);
    });
  }
}

for (const isolated of [false, true]) {
  test(`more ${isolated ? 'isolated ' : ''}maps in view than contexts: as many are live as there are contexts, the rest starts by a touch`, async (t) => {
    const page = new Page(t, { maps: 20, limit: 8, isolated });
    page.show(0, 12);
    await page.pass(60_000);
    assert.equal(page.count('live'), 8);
    assert.equal(page.count('static'), 12);
    const { starts } = page;
    await page.pass(120_000);
    assert.equal(page.starts, starts, 'nobody touches anything: no map starts');
    const one = page.maps.slice(0, 12).find(({ life }) => life.state === 'static');
    one.life.touch();
    await page.pass(60_000);
    assert.equal(one.life.state, 'live');
    assert.equal(page.count('live'), 8);
    if (!isolated) assert.equal(page.starts, starts + 1, 'nobody else starts again');
    page.show(6, 12); // fewer than there are contexts
    await page.pass(9000);
    assert.deepEqual(new Set(page.states(6, 12)), new Set(['live']));
    assert.equal(page.count('failed'), 0);
  });
}

test('the limit is learnt once, and then no context is taken any more', async (t) => {
  const page = new Page(t, { maps: 20, limit: 8 });
  page.show(0, 12);
  await page.pass(10_000);
  const { evictions } = page;
  assert.ok(evictions > 0);
  const random = randoms(7);
  for (let i = 0; i < 40; i++) {
    const from = random(9);
    page.show(from, from + 9 + random(3));
    if (random(2)) page.maps[from + random(9)].life.touch();
    await page.pass([300, 2000, 5000][random(3)]);
  }
  assert.equal(page.evictions, evictions);
});

test('the map that was touched last stays', async (t) => {
  const page = new Page(t, { maps: 12, limit: 8 });
  page.show(0, 9);
  await page.pass(10_000);
  for (let i = 0; i < 9; i++) {
    page.maps[i].life.touch();
    await page.pass(2000);
    assert.deepEqual([page.states(i, i + 1)[0], page.count('live')], ['live', 8]);
  }
  assert.equal(page.states(0, 1)[0], 'static', 'the one touched longest ago gave its place');
});

test('a GPU that fails time and again ends in a failure; all maps losing their contexts at once teaches no limit', async (t) => {
  const page = new Page(t, { maps: 3, limit: 16 });
  page.show(0, 3);
  await page.pass(3000);
  for (const context of [...page.live]) page.lose(context);
  await page.pass(3000);
  assert.deepEqual(page.states(), ['live', 'live', 'live']);
  assert.ok(page.maps.every(({ contexts }) => contexts.limit === Infinity));
  for (let i = 0; i < 6; i++) {
    for (const context of [...page.live]) page.lose(context);
    await page.pass(2000);
  }
  assert.equal(page.count('failed'), 3);
  page.maps[0].life.retry();
  await page.pass(3000);
  assert.equal(page.states(0, 1)[0], 'live');
});
