// For an article's page: shows a map in every element with `data-truceline="address"`, in a frame
// as high as the map asks, and lets the article drive it. No dependency; ES5, as a newsroom's own
// tools may be older than its readers' browsers. docs/embed.md tells how it is used.

/**
 * @import { EmbeddedMap as Map, EmbeddedMapConstructor, MapMessage, FrameSlot as FrameSlotType,
 *   FrameSlotConstructor, InsertedMap, ShownMap } from './embedded-map.js'
 */

(function () {
  'use strict';
  var ATTRIBUTE = 'data-truceline';
  var SANDBOX =
    'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
  if (window.Truceline) {
    // the script stands in the page twice
    window.Truceline.scan();
    return;
  }
  /**
   * The maps in the document.
   * @type {Map[]}
   */
  var maps = [];

  /**
   * A link to an address of the web, or null.
   * @param {string | null} address
   */
  function resolve(address) {
    var link = document.createElement('a');
    link.href = address || '';
    return address && /^https?:$/.test(link.protocol) ? link : null;
  }

  /** @param {HTMLAnchorElement} link */
  function originOf(link) {
    return link.protocol + '//' + link.host;
  }

  /**
   * @param {object} table
   * @param {string | null} name
   */
  function has(table, name) {
    return Object.prototype.hasOwnProperty.call(table, /** @type {string} */ (name));
  }

  /**
   * The last value of a parameter of an address.
   * @param {HTMLAnchorElement} link
   * @param {string} name
   */
  function parameter(link, name) {
    var found = new RegExp('.*[?&]' + name + '=([^&]+)').exec(link.search);
    return found && found[1];
  }

  /**
   * The height that a map asks for at a width, in CSS pixels. FRAME_HEIGHTS is written by
   * internal/site/height.go. The address has the language: `?lang=uk`, `/uk/tl-uk-map/`,
   * `/uk/plan-20/`, `/uk/`; the page at a site's root is English.
   * @param {HTMLAnchorElement} link
   * @param {number} width
   */
  function ruleHeight(link, width) {
    var folders = link.pathname
      .replace(/(index\.html)?$/, '')
      .replace(/\/$/, '')
      .split('/')
      .reverse();
    var lang = [parameter(link, 'lang'), folders[0], folders[1]].filter(function (name) {
      return has(FRAME_HEIGHTS.heights, name);
    })[0];
    var heights = FRAME_HEIGHTS.heights[lang || 'en'];
    var ui = parameter(link, 'ui');
    var i = FRAME_HEIGHTS.widths.length - 1;
    while (i > 0 && width < FRAME_HEIGHTS.widths[i]) i--;
    return heights[has(heights, ui) ? /** @type {string} */ (ui) : 'compact'][i];
  }

  /**
   * @param {CSSStyleDeclaration} style
   * @param {('paddingLeft' | 'paddingRight' | 'paddingTop' | 'paddingBottom' | 'borderTopWidth' |
   *   'borderBottomWidth')[]} names
   */
  function sum(style, names) {
    return names.reduce(function (total, name) {
      return total + parseFloat(style[name]);
    }, 0);
  }

  /**
   * The width of a frame's content box.
   * @param {HTMLIFrameElement} frame
   */
  function contentWidth(frame) {
    return frame.clientWidth - sum(window.getComputedStyle(frame), ['paddingLeft', 'paddingRight']);
  }

  /**
   * Gives a frame's content box a height.
   * @param {HTMLIFrameElement} frame
   * @param {number} height
   */
  function setContentHeight(frame, height) {
    var style = window.getComputedStyle(frame);
    var around =
      style.boxSizing === 'border-box'
        ? sum(style, ['paddingTop', 'paddingBottom', 'borderTopWidth', 'borderBottomWidth'])
        : 0;
    // Which a browser makes a text.
    frame.height = /** @type {string} */ (/** @type {unknown} */ (Math.ceil(height + around)));
  }

  /**
   * Whether what is in a frame has the origin "null": by its own sandbox, or by that of the
   * article.
   * @param {HTMLIFrameElement} frame
   */
  function isOpaque(frame) {
    var sandbox = frame.getAttribute('sandbox');
    return (
      window.origin === 'null' || (sandbox !== null && !/\ballow-same-origin\b/i.test(sandbox))
    );
  }

  /**
   * @param {Node} from
   * @param {Node} to
   */
  function moveChildren(from, to) {
    while (from.firstChild) to.appendChild(from.firstChild);
  }

  /**
   * Where an element's frame goes: into a shadow tree, so that the element's children stay as a
   * framework made them. Old browsers have none, and some elements, such as figures, can have none:
   * there the frame replaces the children.
   * @this {FrameSlotType}
   * @param {Element} element
   * @param {() => void} onResize
   */
  function FrameSlot(element, onResize) {
    this.replaced = document.createDocumentFragment();
    this.holder = document.createElement('div');
    this.inElement = false;
    try {
      this.root = element.attachShadow({ mode: 'open' });
      this.root.appendChild(document.createElement('slot'));
    } catch (e) {
      this.root = element;
      this.inElement = true;
    }
    if (window.ResizeObserver) {
      // An empty element changes with the width alone, so a height that is set in answer does not
      // call back.
      new window.ResizeObserver(onResize).observe(
        this.holder.appendChild(document.createElement('div'))
      );
    }
  }

  /** @this {FrameSlotType} */
  FrameSlot.prototype.isIntact = function () {
    return this.holder.parentNode === this.root;
  };

  /**
   * @this {FrameSlotType}
   * @param {HTMLIFrameElement} frame
   */
  FrameSlot.prototype.insert = function (frame) {
    this.holder.appendChild(frame);
    moveChildren(this.root, this.replaced);
    this.root.appendChild(this.holder);
  };

  /**
   * @this {FrameSlotType}
   * @param {HTMLIFrameElement} frame
   */
  FrameSlot.prototype.remove = function (frame) {
    this.holder.removeChild(frame);
    if (this.isIntact()) {
      this.root.removeChild(this.holder);
      moveChildren(this.replaced, this.root);
    } else {
      // a framework has put other children there
      this.replaced = document.createDocumentFragment();
    }
  };

  /**
   * An element and the frame with the map whose address the element has: a frame that is made for
   * it, or the element itself. An element keeps its EmbeddedMap wherever it is moved and whatever
   * its address becomes. The states are: no map (`link` is null), loading, and `ready`; another
   * address, a move and a reload lead back to loading.
   * @this {Map}
   * @param {Element} element
   */
  function EmbeddedMap(element) {
    this.element = element;
    this.destroyed = false;
    this.link = null; // to the map that the frame shows; null: it shows none
    this.readyWindow = null; // the frame's window, once the map in it takes commands
    // The message that shows again what the article, or the reader after it, chose last.
    this.command = null;
    this.state = ''; // what the map shows, as JSON
    this.reserved = 0; // the height that the rule gave the frame
    this.onLoad = this.onLoad.bind(this);
    this.slot =
      element.tagName === 'IFRAME'
        ? null
        : new /** @type {FrameSlotConstructor} */ (/** @type {unknown} */ (FrameSlot))(
            element,
            this.reserve.bind(this)
          );
    this.setFrame(this.slot ? null : /** @type {HTMLIFrameElement} */ (element));
    if (this.frame) this.sendHello();
  }

  /**
   * Whether the map takes commands. A frame that is moved in the document has another window, in
   * which the map starts anew.
   */
  Object.defineProperty(EmbeddedMap.prototype, 'ready', {
    get: function () {
      return this.readyWindow !== null && this.readyWindow === this.frame.contentWindow;
    },
  });

  /**
   * @this {Map}
   * @param {HTMLIFrameElement | null} frame
   */
  EmbeddedMap.prototype.setFrame = function (frame) {
    this.frame = frame;
    if (frame) frame.addEventListener('load', this.onLoad);
  };

  /**
   * Follows the element's address, and puts the frame back where a framework has taken it out.
   * @this {Map}
   */
  EmbeddedMap.prototype.update = function () {
    var enabled = !this.destroyed && this.element.hasAttribute(ATTRIBUTE);
    var link = enabled ? resolve(this.element.getAttribute(this.slot ? ATTRIBUTE : 'src')) : null;
    var changed = (link && link.href) !== (this.link && this.link.href);
    if (changed) {
      if (this.link) this.command = null; // it was for another map
      this.link = link;
      this.readyWindow = null;
      this.reserved = 0;
    }
    if (this.slot && (changed || !this.slot.isIntact())) this.makeFrame();
    if (this.slot && this.frame) this.frame.title = this.title();
    if (changed) this.reserve();
  };

  /**
   * A new frame rather than a new address: that would be a step in the article's history.
   * @this {InsertedMap}
   */
  EmbeddedMap.prototype.makeFrame = function () {
    if (this.frame) this.slot.remove(this.frame);
    this.setFrame(null);
    // More children may come.
    if (!this.link || (this.slot.inElement && document.readyState === 'loading')) return;
    var frame = document.createElement('iframe');
    /** @type {Record<string, string>} */
    var attributes = {
      loading: 'lazy',
      width: '100%',
      sandbox: SANDBOX,
      allow: 'fullscreen; clipboard-write',
      src: this.link.href,
    };
    for (var name in attributes) frame.setAttribute(name, attributes[name]);
    frame.style.border = '0';
    frame.style.display = 'block';
    frame.style.font = 'medium serif'; // for reserve()
    this.setFrame(frame);
    this.slot.insert(frame);
  };

  /** @this {InsertedMap} */
  EmbeddedMap.prototype.title = function () {
    var text = this.element.textContent || this.slot.replaced.textContent;
    return (
      this.element.getAttribute('data-title') || text.replace(/\s+/g, ' ').trim() || 'Truceline'
    );
  };

  /**
   * Gives the frame, if there is one, the height by the rule where that has changed, before the map
   * tells its own.
   * @this {ShownMap}
   */
  EmbeddedMap.prototype.reserve = function () {
    var width = this.link && this.frame ? contentWidth(this.frame) : 0;
    if (!(width > 0)) return;
    // The map's text is as large as the reader's browser has it, whatever the article's is.
    var scale = this.slot ? parseFloat(window.getComputedStyle(this.frame).fontSize) / 16 : 1;
    var height = ruleHeight(this.link, width) * scale;
    if (height === this.reserved) return;
    this.reserved = height;
    setContentHeight(this.frame, height);
  };

  /**
   * The frame has another document: its first, or one after a reload or a move.
   * @this {Map}
   */
  EmbeddedMap.prototype.onLoad = function () {
    this.readyWindow = null;
    adopt(this.element);
    if (this.link) this.sendHello();
  };

  /**
   * Asks a map that may be ready already to say so.
   * @this {ShownMap}
   */
  EmbeddedMap.prototype.sendHello = function () {
    if (this.frame.contentWindow)
      this.frame.contentWindow.postMessage({ truceline: 1, type: 'hello' }, '*');
  };

  /**
   * Shows a step, by its id, or a view state. Before the map is ready the last one asked for waits.
   * @this {Map}
   * @param {unknown} where
   */
  EmbeddedMap.prototype.goTo = function (where) {
    this.update();
    this.command = { truceline: 1, type: 'goTo' };
    this.command[typeof where === 'string' ? 'step' : 'state'] = where;
    if (this.ready) this.sendCommand();
  };

  /** @this {ShownMap} */
  EmbeddedMap.prototype.sendCommand = function () {
    this.readyWindow.postMessage(this.command, isOpaque(this.frame) ? '*' : originOf(this.link));
  };

  /**
   * Takes the map away, so that the element shows its children. `scan()` makes it anew.
   * @this {Map}
   */
  EmbeddedMap.prototype.destroy = function () {
    this.destroyed = true;
    this.update();
    removeDetached();
  };

  /** @this {Map} */
  EmbeddedMap.prototype.revive = function () {
    if (this.destroyed && this.frame) this.sendHello();
    this.destroyed = false;
  };

  /**
   * @this {Map}
   * @param {MessageEvent} event
   */
  EmbeddedMap.prototype.isSender = function (event) {
    if (!this.link || !this.frame || event.source !== this.frame.contentWindow) return false;
    return (
      event.origin === originOf(this.link) || (event.origin === 'null' && isOpaque(this.frame))
    );
  };

  /**
   * @this {ShownMap}
   * @param {MapMessage} data
   */
  EmbeddedMap.prototype.handleMessage = function (data) {
    if (data.type === 'height') {
      if (typeof data.height === 'number' && data.height >= 50 && data.height <= 20000)
        setContentHeight(this.frame, data.height);
      return;
    }
    if (data.type !== 'ready' && data.type !== 'state' && data.type !== 'select') return;
    var state = JSON.stringify(data.state);
    if (data.type === 'ready') {
      this.readyWindow = /** @type {Window} */ (this.frame.contentWindow);
      if (this.command) this.sendCommand();
    }
    // A map that starts says its state with `ready` and again on its own: the reader has not chosen
    // that.
    if (data.type === 'state' && this.ready && state !== this.state)
      this.command = { truceline: 1, type: 'goTo', state: data.state };
    if (data.type !== 'select') this.state = state;
    var event = document.createEvent('CustomEvent');
    event.initCustomEvent('truceline:' + data.type, true, false, data);
    this.element.dispatchEvent(event);
  };

  window.addEventListener('message', function (event) {
    var data = event.data;
    if (typeof data !== 'object' || data === null || data.truceline !== 1) return;
    maps.forEach(function (map) {
      if (map.isSender(event)) map.handleMessage(data);
    });
  });

  window.addEventListener('resize', function () {
    maps.forEach(function (map) {
      map.reserve();
    });
  });

  /**
   * Makes a map of an element, or brings the one that it has up to date.
   * @param {Element} element
   */
  function adopt(element) {
    var map =
      element.truceline ||
      (element.truceline = new /** @type {EmbeddedMapConstructor} */ (
        /** @type {unknown} */ (EmbeddedMap)
      )(element));
    map.update();
    if (map.link && maps.indexOf(map) < 0) maps.push(map);
  }

  /**
   * @param {Node} node
   * @returns {node is Element}
   */
  function isElement(node) {
    return node.nodeType === 1 && /** @type {Element} */ (node).hasAttribute(ATTRIBUTE);
  }

  /** @param {Node & Partial<ParentNode>} node */
  function adoptWithin(node) {
    if (isElement(node)) adopt(node);
    if (node.querySelectorAll) [].forEach.call(node.querySelectorAll('[' + ATTRIBUTE + ']'), adopt);
  }

  /** Forgets the maps whose element has left the document or has no address any more. */
  function removeDetached() {
    for (var i = maps.length - 1; i >= 0; i--) {
      var element = maps[i].element;
      if (!element.hasAttribute(ATTRIBUTE)) maps[i].update();
      if (!maps[i].link || !document.documentElement.contains(element)) maps.splice(i, 1);
    }
  }

  /** Brings everything up to date, and makes maps anew that were destroyed. */
  function scan() {
    [].forEach.call(
      document.querySelectorAll('[' + ATTRIBUTE + ']'),
      /** @param {Element} element */
      function (element) {
        if (element.truceline) element.truceline.revive();
        adopt(element);
      }
    );
    removeDetached();
  }

  if (window.MutationObserver) {
    new window.MutationObserver(function (records) {
      records.forEach(function (record) {
        if (isElement(record.target)) adopt(record.target);
        [].forEach.call(record.addedNodes, adoptWithin);
      });
      removeDetached();
    }).observe(document, {
      subtree: true,
      childList: true,
      attributeFilter: [ATTRIBUTE, 'data-title', 'src'],
    });
  }
  document.addEventListener('DOMContentLoaded', function () {
    adoptWithin(document);
  });
  window.Truceline = { maps: maps, scan: scan };
  scan();
})();
