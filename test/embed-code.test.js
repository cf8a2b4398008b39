import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CODE_BUILDERS, embedAddress, embedTitle } from '../web/embed-code.js';

const config = {
  site: 'https://maps.example/',
  pinnedDir: 'v/2026-01-06-1a2b3c4d/',
  lang: 'en',
  illustrative: 'Illustrative: …',
  pages: {
    '': { path: 'en/tl-en-map/', summary: 'Map. Situation on 6 January 2026' },
    'plan-20': {
      path: 'en/tl-en-plan-20/',
      summary: 'Map. Draft in 20 points. Situation on 6 January 2026',
    },
  },
  dates: { '2022-11-15': 'Map. Situation on 15 November 2022' },
  steps: { held: 'Who held what. Map. Situation on 6 January 2026' },
};
const defaults = { keep: true, ui: 'compact', theme: 'auto', transparent: false };

test('the address shows the current state, in the pinned version unless it should follow updates', () => {
  assert.equal(
    embedAddress('', defaults, config),
    'https://maps.example/v/2026-01-06-1a2b3c4d/en/tl-en-map/',
  );
  assert.equal(
    embedAddress('', { ...defaults, keep: false }, config),
    'https://maps.example/en/tl-en-map/',
  );
  assert.equal(
    embedAddress('scenario=plan-20&lang=en&ui=compact', { ...defaults, keep: false }, config),
    'https://maps.example/en/tl-en-plan-20/',
  );
  assert.equal(
    embedAddress(
      'scenario=plan-20&select=UA-14&view=7/48.2/37.5&layers=hubs,-contact',
      { ...defaults, keep: false, ui: 'none', theme: 'dark', transparent: true },
      config,
    ),
    'https://maps.example/en/tl-en-plan-20/?select=UA-14&view=7/48.2/37.5&layers=hubs,-contact&ui=none&theme=dark&transparent=1',
  );
  assert.equal(
    embedAddress('step=held&scenario=plan-20', { ...defaults, keep: false }, config),
    'https://maps.example/en/tl-en-map/?step=held',
  );
  assert.equal(
    embedAddress('scenario=unknown', { ...defaults, keep: false }, config),
    'https://maps.example/en/tl-en-map/?scenario=unknown',
  );
});

test('the title names the map’s subject and date', () => {
  assert.equal(embedTitle('', config), 'Map. Situation on 6 January 2026');
  assert.match(embedTitle('scenario=plan-20', config), /Draft in 20 points.*6 January 2026/);
  assert.match(embedTitle('date=2022-11-15', config), /15 November 2022/);
  assert.match(embedTitle('step=held', config), /^Who held what/);
  assert.match(embedTitle('layers=hubs', config), /Illustrative/);
  assert.equal(embedTitle('date=nonsense&step=<b>', config), 'Map. Situation on 6 January 2026');
});

test('hostile values are escaped in every kind of code', () => {
  const hostile = {
    src: 'https://maps.example/?a="><script>alert(1)</script>&b',
    title: '"><script>alert(1)</script>',
    height: 640,
    sandbox: 's',
    allow: 'a',
    id: 'i',
    site: 'https://maps.example/',
  };
  for (const kind of ['frame', 'pym', 'script']) {
    const code = CODE_BUILDERS[kind](hostile);
    assert.ok(!code.includes('<script>alert'), code);
    assert.equal(code.match(/&quot;&gt;&lt;script&gt;/g).length >= 2, true, code);
  }
});
