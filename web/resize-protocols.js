// Reports the height of the frame to the article, in the protocols of all parents that newsrooms
// use. The height is a whole number of CSS pixels. It depends only on the width, the language and
// `ui`, never on the present height, so a parent that applies it needs no second step.

import { cssLength } from './dom.js';

const PYM_SEPARATOR = 'xPYMx';
const RESIZER_PREFIX = '[iFrameSizer]';

/**
 * The maximum length of a message that is parsed. The first one of iframe-resizer holds a dozen
 * settings.
 */
const MAX_MESSAGE_LENGTH = 2000;

/** The range of heights that WordPress allows, in CSS pixels. */
const WORDPRESS_HEIGHTS = { min: 200, max: 1000 };

/**
 * What is known of the parent: from the frame's own address, and, as `resizer`, the name of the
 * frame in the first message of iframe-resizer. A field is empty if it is unknown.
 * @typedef {{href: string, childId: string, id: string, secret: string, resizer?: string}} Parent
 */

/**
 * Returns what the frame's address contains about its parent.
 * @param {{href: string, pathname: string, search: string, hash: string}} address
 * @returns {Parent}
 */
export function parseFrameUrl({ href, pathname, search, hash }) {
  const childId = new URLSearchParams(search).get('childId') ?? '';
  return {
    href,
    childId: childId.length <= 200 && !childId.includes(PYM_SEPARATOR) ? childId : '',
    id: /\/(tl-[a-z0-9-]+)\/(?:index\.html)?$/.exec(pathname)?.[1] ?? '',
    secret: /^#\?(?:.*&)?secret=([A-Za-z0-9]{1,64})(?:&|$)/.exec(hash)?.[1] ?? '',
  };
}

/**
 * The messages that report a height and a width, by protocol. A message is undefined or empty if
 * that parent is not there.
 * @type {Record<string, (height: number, width: number, parent: Parent, kind?: string) => unknown>}
 */
const MESSAGES = {
  truceline: (h) => ({ truceline: 1, type: 'height', height: h }),
  pym: (h, w, { childId }) =>
    childId && `pym${PYM_SEPARATOR}${childId}${PYM_SEPARATOR}height${PYM_SEPARATOR}${h}`,
  datawrapper: (h, w, { id }) => id && { 'datawrapper-height': { [id]: h } },
  amp: (h) => ({ sentinel: 'amp', type: 'embed-size', height: h }),
  medium: (h, w, { href }) => JSON.stringify({ src: href, context: 'iframe.resize', height: h }),
  wordpress: (h, w, { secret }) =>
    secret && {
      message: 'height',
      value: Math.min(Math.max(h, WORDPRESS_HEIGHTS.min), WORDPRESS_HEIGHTS.max),
      secret,
    },
  resizer: (h, w, { resizer }, kind = 'resize') =>
    resizer && `${RESIZER_PREFIX}${resizer}:${h}:${w}:${kind}`,
};

/**
 * The data of a message.
 * @typedef {string | number | boolean | null | undefined | Record<string, unknown>} MessageData
 */

/**
 * Parses a message of a parent that requests the height.
 * @param {MessageData} data
 * @param {Pick<Parent, 'childId' | 'secret' | 'resizer'>} parent
 * @returns {{parent: string, kind?: string, resizer?: string} | null} the protocol of the parent;
 *   null: not a request in a known form
 */
export function parseSizeRequest(data, parent) {
  if (typeof data === 'string')
    return data.length > MAX_MESSAGE_LENGTH
      ? null
      : (parsePymRequest(data, parent) ?? parseResizerRequest(data, parent));
  if (typeof data !== 'object' || data === null) return null;
  if (data.truceline === 1 && data.type === 'hello') return { parent: 'truceline' };
  if (data.sentinel === 'amp' && data.type === 'frames-init') return { parent: 'amp' };
  if (parent.secret && data.message === 'ready' && data.secret === parent.secret)
    return { parent: 'wordpress' };
  return null;
}

/**
 * @param {string} text
 * @param {Pick<Parent, 'childId'>} parent
 */
function parsePymRequest(text, { childId }) {
  const prefix = `pym${PYM_SEPARATOR}${childId}${PYM_SEPARATOR}width${PYM_SEPARATOR}`;
  return childId && text.startsWith(prefix) && /^\d{1,6}(\.\d+)?$/.test(text.slice(prefix.length))
    ? { parent: 'pym' }
    : null;
}

/**
 * @param {string} text
 * @param {Pick<Parent, 'resizer'>} parent
 */
function parseResizerRequest(text, { resizer }) {
  if (!text.startsWith(RESIZER_PREFIX)) return null;
  const fields = text.slice(RESIZER_PREFIX.length).split(':');
  if (fields[2] === 'true' || fields[2] === 'false') {
    // the first message
    return fields[0] ? { parent: 'resizer', kind: 'init', resizer: fields[0] } : null;
  }
  return resizer && (fields[0] === 'resize' || fields[0] === 'reset')
    ? { parent: 'resizer' }
    : null;
}

export class HeightReporter {
  #post;
  #measure;
  #parent;
  #lastSent = '';

  /**
   * @param {object} options
   * @param {Parent} options.address
   * @param {() => {height: number, width: number}} options.measure returns whole CSS pixels
   * @param {(message: unknown) => void} options.post sends a message to the parent
   */
  constructor({ address, measure, post }) {
    this.#parent = address;
    this.#measure = measure;
    this.#post = post;
    post('[iFrameResizerChild]Ready');
  }

  /** Reports the size to every parent, if it has changed. */
  notify() {
    const { height, width } = this.#measure();
    if (this.#lastSent === `${height} ${width}`) return;
    this.#lastSent = `${height} ${width}`;
    for (const parent of Object.keys(MESSAGES)) this.#send(parent, height, width);
  }

  /**
   * Answers a message that requests the height.
   * @param {MessageData} data
   */
  handleMessage(data) {
    const request = parseSizeRequest(data, this.#parent);
    if (!request) return;
    if (request.resizer) this.#parent = { ...this.#parent, resizer: request.resizer };
    const { height, width } = this.#measure();
    this.#send(request.parent, height, width, request.kind);
  }

  /**
   * @param {string} parent
   * @param {number} height
   * @param {number} width
   * @param {string} [kind]
   */
  #send(parent, height, width, kind) {
    const message = MESSAGES[parent](height, width, this.#parent, kind);
    if (message) this.#post(message);
  }
}

/**
 * Returns the size that the frame requests. The height is that of the rule as long as the frame is
 * lower; else more, if text is set larger than the rule expects.
 */
export function frameSize() {
  const ruleHeight = Math.ceil(cssLength('--frame-height'));
  const content = Math.ceil(document.documentElement.getBoundingClientRect().height);
  return {
    height: innerHeight < ruleHeight ? ruleHeight : Math.max(ruleHeight, content),
    width: innerWidth,
  };
}
