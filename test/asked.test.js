// Links, without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpening } from '../web/asked.js';

test('the page’s own picture is one of a state if nothing that is seen differs', () => {
  const plain = { own: '', lang: 'en' };
  for (const link of ['', 'ui=compact', 'theme=dark&ui=none']) assert.equal(isOpening(link, 'en', plain), true, link);
  for (const link of ['view=7/48/31', 'select=UA-14', 'date=2022-03-28', 'scenario=plan-28', 'layers=-rivers', 'step=one']) assert.equal(isOpening(link, 'en', plain), false, link);
  assert.equal(isOpening('lang=uk', 'uk', plain), false);
  assert.equal(isOpening('lang=uk', 'uk', { own: '', lang: 'uk' }), true);
  const scenario = { own: 'scenario=plan-28', lang: 'en' };
  assert.equal(isOpening('scenario=plan-28&ui=compact', 'en', scenario), true);
  assert.equal(isOpening('', 'en', scenario), false, 'the reader has put the proposal away');
});
