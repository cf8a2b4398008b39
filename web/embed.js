// For an article's page: turns every element with `data-truceline="address"` into a map in a frame, keeps the frame's
// height, and lets the article drive it. No dependency; ES5, as a newsroom's own tools may be older than its readers'
// browsers. docs/embed.md tells how it is used.

(function () {
  'use strict';
  var SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
  if (window.Truceline) { // the script stands in the page twice
    window.Truceline.scan();
    return;
  }
  var maps = [];

  /** The height until the map has told its own, by width, in CSS pixels: rows [from which width, height], written by the site. */
  function firstHeight(width) {
    var rows = FRAME_HEIGHTS;
    for (var i = rows.length - 1; i > 0 && width < rows[i][0]; ) i--;
    return rows[i][1];
  }

  /** An address of the web with its origin, or null. */
  function resolve(address) {
    var link = document.createElement('a');
    link.href = address;
    return /^https?:$/.test(link.protocol) ? { href: link.href, origin: link.protocol + '//' + link.host } : null;
  }

  function makeFrame(element, address) {
    var frame = document.createElement('iframe');
    var attributes = {
      title: element.getAttribute('data-title') || (element.textContent || '').replace(/\s+/g, ' ').trim() || 'Truceline',
      loading: 'lazy', width: '100%', height: String(firstHeight(element.offsetWidth)), sandbox: SANDBOX,
      allow: 'fullscreen; clipboard-write', src: address.href
    };
    for (var name in attributes) frame.setAttribute(name, attributes[name]);
    frame.style.border = '0';
    frame.style.display = 'block';
    while (element.firstChild) element.removeChild(element.firstChild);
    element.appendChild(frame);
    return frame;
  }

  function Embedded(element, frame, address) {
    var sandbox = frame.getAttribute('sandbox');
    this.element = element;
    this.frame = frame;
    this.ready = false;
    this.origin = sandbox !== null && !/\ballow-same-origin\b/.test(sandbox) ? 'null' : address.origin;
    this.next = null;
  }

  /** Shows a step, by its id, or a view state. Before the map is ready the last one called waits. */
  Embedded.prototype.goTo = function (where) {
    var message = { truceline: 1, type: 'goTo' };
    message[typeof where === 'string' ? 'step' : 'state'] = where;
    if (this.ready) this.post(message);
    else this.next = message;
  };

  Embedded.prototype.post = function (message) {
    if (this.frame.contentWindow) this.frame.contentWindow.postMessage(message, this.origin === 'null' ? '*' : this.origin);
  };

  Embedded.prototype.hear = function (data) {
    if (data.type === 'height') {
      if (typeof data.height === 'number' && data.height >= 50 && data.height <= 20000) this.frame.height = Math.ceil(data.height);
      return;
    }
    if (data.type !== 'ready' && data.type !== 'state' && data.type !== 'select') return;
    if (data.type === 'ready') {
      this.ready = true;
      if (this.next) this.post(this.next);
      this.next = null;
    }
    var event = document.createEvent('CustomEvent');
    event.initCustomEvent('truceline:' + data.type, true, false, data);
    this.element.dispatchEvent(event);
  };

  window.addEventListener('message', function (event) {
    var data = event.data;
    if (typeof data !== 'object' || data === null || data.truceline !== 1) return;
    for (var i = 0; i < maps.length; i++) {
      if (event.source === maps[i].frame.contentWindow && event.origin === maps[i].origin) maps[i].hear(data);
    }
  });

  /** Makes maps of the elements that are none yet. */
  function scan() {
    var elements = document.querySelectorAll('[data-truceline]');
    for (var i = 0; i < elements.length; i++) adopt(elements[i]);
  }

  function adopt(element) {
    var isFrame = element.tagName === 'IFRAME';
    var address = resolve(isFrame ? element.src : element.getAttribute('data-truceline'));
    if (element.truceline || !address) return;
    var map = new Embedded(element, isFrame ? element : makeFrame(element, address), address);
    element.truceline = map;
    maps.push(map);
    var hello = function () { if (!map.ready) map.post({ truceline: 1, type: 'hello' }); };
    map.frame.addEventListener('load', hello);
    if (isFrame) hello();
  }

  window.Truceline = { maps: maps, scan: scan };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', scan);
  else scan();
})();
