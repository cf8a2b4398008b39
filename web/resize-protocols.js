// The frame tells the article how high it wants to be, in the words of every parent that newsrooms
// use. The height is a whole number of CSS pixels and follows from the width, the language and `ui`
// alone, never from the present height, so a parent that obeys is done in one step.

import { cssLength } from './dom.js';

const PYM_SEPARATOR = 'xPYMx';
const RESIZER_PREFIX = '[iFrameSizer]';

/** The longest message that is looked at. iframe-resizer's first one holds a dozen settings. */
const MAX_MESSAGE_LENGTH = 2000;

/** The heights that WordPress allows. */
const WORDPRESS_HEIGHTS = { min: 200, max: 1000 };

/**
 * What is known of the parent, empty where there is none: by the frame's own address, and
 * iframe-resizer's name for the frame from its first message.
 * @typedef {{href: string, childId: string, id: string, secret: string, resizer?: string}} Parent
 */

/**
 * What the frame's address says about its parent.
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
 * Who is told what: by parent, the message for a height and a width, or undefined where that parent
 * is not there.
 * @type {Record<string, (height: number, width: number, to: Parent, kind?: string) => unknown>}
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
 * What a message may hold.
 * @typedef {string | number | boolean | null | undefined | Record<string, unknown>} MessageData
 */

/**
 * Reads a message of a parent that asks for the height.
 * @param {MessageData} data
 * @param {Pick<Parent, 'childId' | 'secret' | 'resizer'>} to
 * @returns {{parent: string, kind?: string, resizer?: string} | null} who asked; null: nobody, or
 *   not in a known form
 */
export function parseSizeRequest(data, to) {
  if (typeof data === 'string')
    return data.length > MAX_MESSAGE_LENGTH
      ? null
      : (parsePymRequest(data, to) ?? parseResizerRequest(data, to));
  if (typeof data !== 'object' || data === null) return null;
  if (data.truceline === 1 && data.type === 'hello') return { parent: 'truceline' };
  if (data.sentinel === 'amp' && data.type === 'frames-init') return { parent: 'amp' };
  if (to.secret && data.message === 'ready' && data.secret === to.secret)
    return { parent: 'wordpress' };
  return null;
}

/**
 * @param {string} text
 * @param {Pick<Parent, 'childId'>} to
 */
function parsePymRequest(text, { childId }) {
  const head = `pym${PYM_SEPARATOR}${childId}${PYM_SEPARATOR}width${PYM_SEPARATOR}`;
  return childId && text.startsWith(head) && /^\d{1,6}(\.\d+)?$/.test(text.slice(head.length))
    ? { parent: 'pym' }
    : null;
}

/**
 * @param {string} text
 * @param {Pick<Parent, 'resizer'>} to
 */
function parseResizerRequest(text, { resizer }) {
  if (!text.startsWith(RESIZER_PREFIX)) return null;
  const fields = text.slice(RESIZER_PREFIX.length).split(':');
  if (fields[2] === 'true' || fields[2] === 'false') {
    // its first message
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
   * @param {() => {height: number, width: number}} options.measure in whole CSS pixels
   * @param {(message: unknown) => void} options.post to the parent
   */
  constructor({ address: to, measure, post }) {
    this.#parent = to;
    this.#measure = measure;
    this.#post = post;
    post('[iFrameResizerChild]Ready');
  }

  /** Tells every parent, where there is something new to tell. */
  notify() {
    const { height, width } = this.#measure();
    if (this.#lastSent === `${height} ${width}`) return;
    this.#lastSent = `${height} ${width}`;
    for (const parent of Object.keys(MESSAGES)) this.#send(parent, height, width);
  }

  /**
   * Answers a message that asks for the height.
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
 * The size that the frame asks for: the height by the rule, which a lower frame does not have yet;
 * more where letters are set larger than the rule expects.
 */
export function frameSize() {
  const ruleHeight = Math.ceil(cssLength('--frame-height'));
  const content = Math.ceil(document.documentElement.getBoundingClientRect().height);
  return {
    height: innerHeight < ruleHeight ? ruleHeight : Math.max(ruleHeight, content),
    width: innerWidth,
  };
}
