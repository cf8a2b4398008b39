// The frame tells the article how high it wants to be, in the words of every parent that newsrooms
// use. The height is a whole number of CSS pixels and follows from the width, the language and `ui`
// alone, never from the present height, so a parent that obeys is done in one step.

import { lengthOf } from './dom.js';

const PYM = 'xPYMx';
const RESIZER = '[iFrameSizer]';

/** The longest message that is looked at. iframe-resizer's first one holds a dozen settings. */
const LONGEST = 2000;

/** The heights that WordPress allows. */
const WORDPRESS = { least: 200, most: 1000 };

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
export function addressed({ href, pathname, search, hash }) {
  const childId = new URLSearchParams(search).get('childId') ?? '';
  return {
    href,
    childId: childId.length <= 200 && !childId.includes(PYM) ? childId : '',
    id: /\/(tl-[a-z0-9-]+)\/(?:index\.html)?$/.exec(pathname)?.[1] ?? '',
    secret: /^#\?(?:.*&)?secret=([A-Za-z0-9]{1,64})(?:&|$)/.exec(hash)?.[1] ?? '',
  };
}

/**
 * Who is told what: by parent, the message for a height and a width, or undefined where that parent
 * is not there.
 * @type {Record<string, (height: number, width: number, to: Parent, kind?: string) => unknown>}
 */
const SAY = {
  truceline: (h) => ({ truceline: 1, type: 'height', height: h }),
  pym: (h, w, { childId }) => childId && `pym${PYM}${childId}${PYM}height${PYM}${h}`,
  datawrapper: (h, w, { id }) => id && { 'datawrapper-height': { [id]: h } },
  amp: (h) => ({ sentinel: 'amp', type: 'embed-size', height: h }),
  medium: (h, w, { href }) => JSON.stringify({ src: href, context: 'iframe.resize', height: h }),
  wordpress: (h, w, { secret }) =>
    secret && {
      message: 'height',
      value: Math.min(Math.max(h, WORDPRESS.least), WORDPRESS.most),
      secret,
    },
  resizer: (h, w, { resizer }, kind = 'resize') =>
    resizer && `${RESIZER}${resizer}:${h}:${w}:${kind}`,
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
export function asked(data, to) {
  if (typeof data === 'string')
    return data.length > LONGEST ? null : (askedByPym(data, to) ?? askedByResizer(data, to));
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
function askedByPym(text, { childId }) {
  const head = `pym${PYM}${childId}${PYM}width${PYM}`;
  return childId && text.startsWith(head) && /^\d{1,6}(\.\d+)?$/.test(text.slice(head.length))
    ? { parent: 'pym' }
    : null;
}

/**
 * @param {string} text
 * @param {Pick<Parent, 'resizer'>} to
 */
function askedByResizer(text, { resizer }) {
  if (!text.startsWith(RESIZER)) return null;
  const fields = text.slice(RESIZER.length).split(':');
  if (fields[2] === 'true' || fields[2] === 'false') {
    // its first message
    return fields[0] ? { parent: 'resizer', kind: 'init', resizer: fields[0] } : null;
  }
  return resizer && (fields[0] === 'resize' || fields[0] === 'reset')
    ? { parent: 'resizer' }
    : null;
}

export class Height {
  #post;
  #measure;
  #to;
  #told = '';

  /**
   * @param {object} options
   * @param {Parent} options.to
   * @param {() => {height: number, width: number}} options.measure in whole CSS pixels
   * @param {(message: unknown) => void} options.post to the parent
   */
  constructor({ to, measure, post }) {
    this.#to = to;
    this.#measure = measure;
    this.#post = post;
    post('[iFrameResizerChild]Ready');
  }

  /** Tells every parent, where there is something new to tell. */
  tell() {
    const { height, width } = this.#measure();
    if (this.#told === `${height} ${width}`) return;
    this.#told = `${height} ${width}`;
    for (const parent of Object.keys(SAY)) this.#say(parent, height, width);
  }

  /**
   * Answers a message that asks for the height.
   * @param {MessageData} data
   */
  hear(data) {
    const question = asked(data, this.#to);
    if (!question) return;
    if (question.resizer) this.#to = { ...this.#to, resizer: question.resizer };
    const { height, width } = this.#measure();
    this.#say(question.parent, height, width, question.kind);
  }

  /**
   * @param {string} parent
   * @param {number} height
   * @param {number} width
   * @param {string} [kind]
   */
  #say(parent, height, width, kind) {
    const message = SAY[parent](height, width, this.#to, kind);
    if (message) this.#post(message);
  }
}

/**
 * The size that the frame asks for: the height by the rule, which a lower frame does not have yet;
 * more where letters are set larger than the rule expects.
 */
export function frameSize() {
  const whole = Math.ceil(lengthOf('--whole'));
  const content = Math.ceil(document.documentElement.getBoundingClientRect().height);
  return { height: innerHeight < whole ? whole : Math.max(whole, content), width: innerWidth };
}
