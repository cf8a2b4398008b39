// For an article's page. Shows a map in a frame in every element with `data-truceline="address"`,
// gives the frame the height that the map requests, and lets the article control the map. No
// dependencies; ES5, because a newsroom's own tools may be older than its readers' browsers.
// docs/embed.md describes the use.

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
    // the page includes the script twice
    window.Truceline.scan();
    return;
  }
  /**
   * The maps in the document.
   * @type {Map[]}
   */
  var maps = [];

  /**
   * Returns a link element for an address of the web, or null.
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
   * Returns the last value of a parameter of an address, or null.
   * @param {HTMLAnchorElement} link
   * @param {string} name
   */
  function parameter(link, name) {
    var found = new RegExp('.*[?&]' + name + '=([^&]+)').exec(link.search);
    return found && found[1];
  }

  /**
   * Returns the height that a map requests at a width, in CSS pixels. internal/site/height.go
   * writes FRAME_HEIGHTS. The address contains the language: `?lang=uk`, `/uk/tl-uk-map/`,
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
   * Returns the width of a frame's content box in CSS pixels.
   * @param {HTMLIFrameElement} frame
   */
  function contentWidth(frame) {
    return frame.clientWidth - sum(window.getComputedStyle(frame), ['paddingLeft', 'paddingRight']);
  }

  /**
   * Sets the height of a frame's content box in CSS pixels.
   * @param {HTMLIFrameElement} frame
   * @param {number} height
   */
  function setContentHeight(frame, height) {
    var style = window.getComputedStyle(frame);
    var extra =
      style.boxSizing === 'border-box'
        ? sum(style, ['paddingTop', 'paddingBottom', 'borderTopWidth', 'borderBottomWidth'])
        : 0;
    // The browser converts the number to a string.
    frame.height = /** @type {string} */ (/** @type {unknown} */ (Math.ceil(height + extra)));
  }

  /**
   * Reports whether a frame's document has the origin "null", because of its own sandbox or that of
   * the article.
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
   * The container of an element's frame. It is in a shadow tree, so that the element's children
   * stay as a framework made them. Old browsers have no shadow trees, and some elements, such as
   * figures, can have none: there the frame replaces the children.
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
      // An empty element is resized only with the width, so a height set in response does not call
      // the observer again.
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
   * An element and the frame with its map. The frame is created for the element, or is the element
   * itself. An element keeps its EmbeddedMap when it is moved or its address changes. The states
   * are: no map (`link` is null), loading, and `ready`. Another address, a move and a reload lead
   * back to loading.
   * @this {Map}
   * @param {Element} element
   */
  function EmbeddedMap(element) {
    this.element = element;
    this.destroyed = false;
    this.link = null; // to the map in the frame; null: none
    this.readyWindow = null; // the frame's window, once the map in it accepts commands
    // The message that restores the last choice of the article, or of the reader after it.
    this.command = null;
    this.state = ''; // the map's view state, as JSON
    this.reserved = 0; // the height set by reserve(), in CSS pixels
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
   * Whether the map accepts commands. A frame that is moved in the document gets another window, in
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
   * Applies the element's address, and inserts the frame again if a framework has removed it.
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
   * Creates a new frame. To change the address of the present one would add an entry to the
   * article's history.
   * @this {InsertedMap}
   */
  EmbeddedMap.prototype.makeFrame = function () {
    if (this.frame) this.slot.remove(this.frame);
    this.setFrame(null);
    // While the document is being parsed, more children may follow that the frame must replace.
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
   * Sets the height of the frame, if there is one, by the rule, unless the rule's height is
   * unchanged. Later the map reports its own height.
   * @this {ShownMap}
   */
  EmbeddedMap.prototype.reserve = function () {
    var width = this.link && this.frame ? contentWidth(this.frame) : 0;
    if (!(width > 0)) return;
    // The map's font size is that of the reader's browser, whatever the article's is.
    var scale = this.slot ? parseFloat(window.getComputedStyle(this.frame).fontSize) / 16 : 1;
    var height = ruleHeight(this.link, width) * scale;
    if (height === this.reserved) return;
    this.reserved = height;
    setContentHeight(this.frame, height);
  };

  /**
   * Handles a new document in the frame: its first, or one after a reload or a move.
   * @this {Map}
   */
  EmbeddedMap.prototype.onLoad = function () {
    this.readyWindow = null;
    adopt(this.element);
    if (this.link) this.sendHello();
  };

  /**
   * Makes a map that is already ready report it.
   * @this {ShownMap}
   */
  EmbeddedMap.prototype.sendHello = function () {
    if (this.frame.contentWindow)
      this.frame.contentWindow.postMessage({ truceline: 1, type: 'hello' }, '*');
  };

  /**
   * Shows a step, by its id, or a view state. Before the map is ready only the last request is
   * kept.
   * @this {Map}
   * @param {unknown} target
   */
  EmbeddedMap.prototype.goTo = function (target) {
    this.update();
    this.command = { truceline: 1, type: 'goTo' };
    this.command[typeof target === 'string' ? 'step' : 'state'] = target;
    if (this.ready) this.sendCommand();
  };

  /** @this {ShownMap} */
  EmbeddedMap.prototype.sendCommand = function () {
    this.readyWindow.postMessage(this.command, isOpaque(this.frame) ? '*' : originOf(this.link));
  };

  /**
   * Removes the map, so that the element shows its children. `scan()` creates it again.
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
    // A map that starts reports its state with `ready` and once more by itself. Neither is a choice
    // of the reader.
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
   * Creates the map of an element, or updates the one that it has.
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

  /** Removes the maps whose element has left the document or has no address any more. */
  function removeDetached() {
    for (var i = maps.length - 1; i >= 0; i--) {
      var element = maps[i].element;
      if (!element.hasAttribute(ATTRIBUTE)) maps[i].update();
      if (!maps[i].link || !document.documentElement.contains(element)) maps.splice(i, 1);
    }
  }

  /** Updates all maps, and restores those that were destroyed. */
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
